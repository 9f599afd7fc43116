using Skep.Core;

namespace Skep.Images.Walk;

/// <summary>
/// Lets inspectors look into files, one at a time, and keeps their failures and delays from ending the walk.
/// </summary>
internal sealed class FileInspection(
    InspectorSet set, WalkLimits limits, CancellationToken cancellationToken) : IDisposable
{
    private readonly FindingSink _sink = new(limits);

    // An engine that is gone fails at every file; that is said once a layer.
    private readonly HashSet<InspectorId> _unavailable = [];
    private CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Whether an inspector failed, took too long, or reported more than is kept.</summary>
    public bool HasFailed { get; private set; }

    public bool HasOverflowed => _sink.HasOverflowed;

    public async ValueTask RunAsync(FileView file, FileFindings into, IReadOnlyList<int> inspectors)
    {
        foreach (int index in inspectors)
        {
            IInspector inspector = set.Inspectors[index];
            _sink.Begin(into, index, inspector.Id);
            _patience.CancelAfter(limits.InspectionDuration);
            try
            {
                await inspector.InspectAsync(file, _sink, _patience.Token);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (OperationCanceledException)
            {
                Fail($"inspector {inspector.Id} took longer than {limits.InspectionDuration.TotalSeconds:0} s");
            }
            catch (SkepException e) when (e.Kind == ErrorKind.Unavailable)
            {
                HasFailed = true;
                if (_unavailable.Add(inspector.Id))
                {
                    _sink.Add(new Problem(string.Empty, $"{inspector.Id} could not judge this file: {e.Message}"));
                }
            }
            catch (Exception e)
            {
                // One of the fences: a fault in one inspector must not lose what the others see.
                Fail($"inspector {inspector.Id} failed: {e.Message}");
            }

            Calm();
            file.Release();
        }
    }

    /// <summary>Shows a piece of a file to those that want the file.</summary>
    public void RunPiece(in FilePiece piece, FileFindings into, IReadOnlyList<int> streams)
    {
        foreach (int index in streams)
        {
            IStreamInspector inspector = set.Streams[index];
            _sink.Begin(into, set.Inspectors.Count + index, inspector.Id);
            try
            {
                inspector.Inspect(piece, _sink);
            }
            catch (Exception e)
            {
                // One of the fences: a fault in one inspector must not lose what the others see.
                Fail($"inspector {inspector.Id} failed: {e.Message}");
            }
        }
    }

    public void Dispose() => _patience.Dispose();

    private void Fail(string message)
    {
        HasFailed = true;
        _sink.Add(new Problem(string.Empty, message));
    }

    private void Calm()
    {
        _patience.CancelAfter(Timeout.InfiniteTimeSpan);
        if (_patience.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _patience.Dispose();
            _patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        }
    }
}
