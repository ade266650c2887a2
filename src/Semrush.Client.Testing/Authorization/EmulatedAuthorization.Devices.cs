namespace Semrush.Client.Testing;

public sealed partial class EmulatedAuthorization
{
    /// <summary>The user codes of the devices that wait for a decision, in the order in which they asked.</summary>
    public IReadOnlyList<string> PendingUserCodes
    {
        get
        {
            lock (State.Gate)
                return [.. State.Devices.Pending.Select(signIn => signIn.UserCode)];
        }
    }

    /// <summary>How often a device has polled before its interval was over.</summary>
    public int EarlyPolls
    {
        get
        {
            lock (State.Gate)
                return State.Devices.EarlyPolls;
        }
    }

    /// <summary>Approves the sign-in of a device, as a person would on its page.</summary>
    /// <param name="userCode">The code that the device shows, in any case, with or without its dash.</param>
    /// <exception cref="ArgumentException">No device has that code.</exception>
    /// <exception cref="InvalidOperationException">The code has expired, or was decided on already.</exception>
    public void ApproveDevice(string userCode) => DecideDevice(userCode, isApproved: true);

    /// <summary>Refuses the sign-in of a device, as a person would on its page.</summary>
    /// <param name="userCode">The code that the device shows, in any case, with or without its dash.</param>
    /// <exception cref="ArgumentException">No device has that code.</exception>
    /// <exception cref="InvalidOperationException">The code has expired, or was decided on already.</exception>
    public void DenyDevice(string userCode) => DecideDevice(userCode, isApproved: false);

    private void DecideDevice(string userCode, bool isApproved)
    {
        ArgumentException.ThrowIfNullOrEmpty(userCode);
        lock (State.Gate)
        {
            var signIn = State.Devices.FindUser(userCode)
                ?? throw new ArgumentException($"No device has the code {userCode}.", nameof(userCode));
            if (signIn.IsApproved is not null)
                throw new InvalidOperationException($"The code {userCode} was decided on already.");
            if (signIn.IsExpired(State.Devices.Now))
                throw new InvalidOperationException($"The code {userCode} has expired.");
            signIn.IsApproved = isApproved;
        }
    }
}
