using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace Semrush.Client.Http.Internal;

/// <summary>Sends what a Kiota client states to the server of the settings.</summary>
/// <remarks>A Kiota client sets the address that it was generated with where there is none: that is where <see cref="SemrushClientOptions.BaseAddress"/> takes its place.</remarks>
internal sealed class KiotaAdapter : HttpClientRequestAdapter, IRequestAdapter
{
    private readonly ServerAddress _server;

    public KiotaAdapter(IAuthenticationProvider credential, ServerAddress server, HttpClient http)
        : base(new BoundCredential(credential, server, http), httpClient: http)
    {
        _server = server;
        // Taken from the HttpClient, it would keep the client from setting its own.
        BaseUrl = null;
    }

    string? IRequestAdapter.BaseUrl
    {
        get => BaseUrl;
        set => BaseUrl = string.IsNullOrEmpty(value) || _server.Has(new(value)) ? value : _server.Resolve(value);
    }

    private sealed class BoundCredential(IAuthenticationProvider credential, ServerAddress server, HttpClient http) : IAuthenticationProvider
    {
        public Task AuthenticateRequestAsync(RequestInformation request, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default)
        {
            if (!server.Has(request.URI))
                throw CredentialErrors.HostRefused(request.URI);
            Route.DemandPrivacy(http, request.URI);
            return credential.AuthenticateRequestAsync(request, additionalAuthenticationContext, cancellationToken);
        }
    }
}
