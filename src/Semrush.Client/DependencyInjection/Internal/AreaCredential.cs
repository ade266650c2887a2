using Microsoft.Kiota.Abstractions.Authentication;

namespace Semrush.Client.DependencyInjection.Internal;

/// <summary>A credential that is registered beside the settings of a client, for one API area or for all.</summary>
/// <param name="Area">The API area; none for every area that has no credential of its own.</param>
/// <param name="Create">Makes the provider, when the client is made.</param>
internal sealed record AreaCredential(string? Area, Func<IServiceProvider, IAuthenticationProvider> Create);
