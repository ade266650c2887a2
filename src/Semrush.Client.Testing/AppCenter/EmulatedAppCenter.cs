using Newtonsoft.Json.Linq;
using Semrush.Client.Testing.AppCenter.Internal;

namespace Semrush.Client.Testing;

/// <summary>
/// The App Center of an emulator, with one app. Every member may be used from any thread, also while calls are under way.
/// </summary>
public sealed partial class EmulatedAppCenter
{
    internal EmulatedAppCenter(TimeProvider time, bool demoData) => Store = new AppCenterStore(time, demoData);

    /// <summary>The ID of the app, unique to the emulator.</summary>
    public string AppId => $"{Store.AppId:D}";

    /// <summary>The secret with which the app signs its JWTs.</summary>
    public string AppSecret => Store.AppSecret;

    internal AppCenterStore Store { get; }

    /// <summary>Makes a user known, or changes what the user has of the app.</summary>
    /// <param name="userId">The Semrush ID of the user.</param>
    /// <param name="status">What GetViewerStatus shows as `data`; empty for a user without a subscription to the app.</param>
    public void SetViewer(long userId, JObject status)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userId);
        ArgumentNullException.ThrowIfNull(status);
        lock (Store.Gate)
            Store.Viewers[userId] = (JObject)status.DeepClone();
    }

    /// <summary>Makes a user unknown.</summary>
    /// <param name="userId">The Semrush ID of the user.</param>
    public void RemoveViewer(long userId)
    {
        lock (Store.Gate)
            Store.Viewers.Remove(userId);
    }

    /// <summary>The JWT that Semrush hands to the iframe of the app, good for five minutes.</summary>
    /// <param name="userId">The Semrush ID of the user. What is known of the user goes into the claims.</param>
    /// <param name="claims">Claims to add or to replace; one whose value is null is taken out. Copied, not kept.</param>
    public string CreateIframeToken(long userId, JObject? claims = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userId);
        lock (Store.Gate)
            return AppToken.Sign(IframeClaims.Of(Store, userId, claims), Store.AppSecret);
    }
}
