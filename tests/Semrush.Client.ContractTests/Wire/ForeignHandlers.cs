using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;

namespace Semrush.Client.ContractTests.Wire;

/// <summary>Handlers that an application puts between a client and its connections.</summary>
internal static class ForeignHandlers
{
    // With the time that those with a time limit give an attempt, 10 s by default; hedging sends its copy after as long, by default 2 s.
    private static readonly Dictionary<string, Action<IHttpClientBuilder, TimeSpan>> Kinds = new()
    {
        ["standard"] = (http, limit) => http.AddStandardResilienceHandler(options =>
        {
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            (options.AttemptTimeout.Timeout, options.TotalRequestTimeout.Timeout) = (limit, limit * 10);
            options.CircuitBreaker.SamplingDuration = limit * 4;
        }),
        ["hedging"] = (http, limit) => http.AddStandardHedgingHandler().Configure(options =>
        {
            options.Hedging.Delay = limit;
            (options.Endpoint.Timeout.Timeout, options.TotalRequestTimeout.Timeout) = (limit * 2, limit * 10);
            options.Endpoint.CircuitBreaker.SamplingDuration = limit * 4;
        }),
        ["handwritten"] = (http, _) => http.AddHttpMessageHandler(() => new Retrying()),
        ["throwing"] = (http, _) => http.AddHttpMessageHandler(() => new Throwing()),
        ["impatient"] = (http, limit) => http.AddHttpMessageHandler(() => new Impatient(limit)),
    };

    private static readonly Dictionary<string, Action<IServiceCollection, Action<IHttpClientBuilder>>> Defaults = new()
    {
        ["ConfigureHttpClientDefaults"] = (services, add) => services.ConfigureHttpClientDefaults(add),
        ["ConfigureAll"] = (services, add) => services.ConfigureAll<HttpClientFactoryOptions>(options =>
        {
            foreach (var action in ActionsOf(add))
                options.HttpMessageHandlerBuilderActions.Add(action);
            options.HttpClientActions.Add(static http => http.Timeout = Timeout.InfiniteTimeSpan);
            options.HttpClientActions.Add(static http => http.DefaultRequestHeaders.Add("X-Of-The-Application", "1"));
        }),
        ["a filter"] = (services, add) => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Filter(ActionsOf(add))),
    };

    public static IEnumerable<string> Names => Kinds.Keys;

    public static IEnumerable<string> Places => from place in Defaults.Keys from order in (string[])["before", "after"] select $"{place} {order}";

    /// <summary>Puts a handler into what an application sets for all its clients, and calls <c>AddSemrush</c> after or before it.</summary>
    public static void Register(IServiceCollection services, string handler, string place, TimeSpan limit, Action<IServiceCollection> addSemrush)
    {
        var isBefore = place.EndsWith(" before", StringComparison.Ordinal);
        if (!isBefore)
            addSemrush(services);
        Defaults[place[..place.LastIndexOf(' ')]](services, http => Kinds[handler](http, limit));
        if (isBefore)
            addSemrush(services);
    }

    /// <summary>An <see cref="HttpClient"/> with a handler, as an application has it.</summary>
    public static (HttpClient Http, ServiceProvider Services) Client(string handler, TimeSpan limit)
    {
        var services = new ServiceCollection();
        Kinds[handler](services.AddHttpClient("application").ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }), limit);
        var provider = services.BuildServiceProvider();
        return (provider.GetRequiredService<IHttpClientFactory>().CreateClient("application"), provider);
    }

    // Handlers of a kind in the form in which they stand in the settings.
    private static Action<HttpMessageHandlerBuilder>[] ActionsOf(Action<IHttpClientBuilder> add)
    {
        var services = new ServiceCollection();
        add(services.AddHttpClient("kind"));
        var provider = services.BuildServiceProvider();
        return
        [
            builder =>
            {
                var made = (DelegatingHandler)provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("kind");
                // Without what the factory puts around it, and without its end.
                builder.AdditionalHandlers.Add(new Borrowed(made));
            },
        ];
    }

    /// <summary>Sends by another chain, whose last link hands the request to this one.</summary>
    private sealed class Borrowed(DelegatingHandler chain) : DelegatingHandler
    {
        private HttpMessageInvoker? _invoker;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_invoker is null)
            {
                var last = chain;
                while (last.InnerHandler is DelegatingHandler { InnerHandler: not null } next)
                    last = next;
                last.InnerHandler = InnerHandler!;
                _invoker = new(chain);
            }

            return _invoker.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Filter(Action<HttpMessageHandlerBuilder>[] actions) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            foreach (var action in actions)
                action(builder);
        };
    }

    /// <summary>Sends up to four times after any failure, as handlers of applications do.</summary>
    private sealed class Retrying : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var i = 0; i < 3; i++)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    if ((int)response.StatusCode < 500)
                        return response;
                    response.Dispose();
                }
                catch (Exception) when (!cancellationToken.IsCancellationRequested)
                {
                    // Try again.
                }
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Turns a failure into another exception.</summary>
    private sealed class Throwing : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => await base.SendAsync(request, cancellationToken) is { IsSuccessStatusCode: true } response ? response : throw new NotSupportedException("The handler throws.");
    }

    /// <summary>Has a separate time limit.</summary>
    private sealed class Impatient(TimeSpan limit) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => base.SendAsync(request, cancellationToken).WaitAsync(limit, TimeProvider.System, cancellationToken);
    }
}
