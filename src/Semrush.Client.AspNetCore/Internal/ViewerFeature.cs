using Semrush.Client.Authentication;

namespace Semrush.Client.AspNetCore.Internal;

/// <summary>The viewer of a request, once the token is verified.</summary>
internal sealed record ViewerFeature(AppViewer Viewer);
