using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Semrush.Client.Testing.RateLimits.Internal;

/// <summary>When a call arrived: noted before WireMock looks for its mapping, which may take a busy machine a while.</summary>
internal sealed class Arrival(TimeProvider time)
{
    private readonly AsyncLocal<long?> _moment = new();

    /// <summary>The arrival of the call that is being answered.</summary>
    public long Moment => _moment.Value ?? time.GetTimestamp();

    public void AddTo(IApplicationBuilder application) => application.Use(next => Note(next));

    private RequestDelegate Note(RequestDelegate next) => context =>
    {
        _moment.Value = time.GetTimestamp();
        return next(context);
    };
}
