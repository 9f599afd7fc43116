using System.Runtime.InteropServices;

namespace Skep.Images.Compression;

/// <summary>Inflates with <see cref="Isal"/>.</summary>
internal sealed unsafe class IsalInflater : IInflater
{
    private const int BitsPerByte = 8;

    private readonly bool _keepCrc;
    private Isal.State* _state;

    public IsalInflater(bool keepCrc)
    {
        _keepCrc = keepCrc;
        _state = (Isal.State*)NativeMemory.AllocZeroed(Isal.StateSize);
        Isal.Initialise(_state);
        SetMode();
    }

    public bool IsFinished => _state->BlockState == Isal.Finished;

    public uint Crc => _state->Crc;

    public void Reset()
    {
        Isal.Reset(_state);
        SetMode();
    }

    public int Inflate(ReadOnlySpan<byte> input, Span<byte> output, out int consumed)
    {
        fixed (byte* inputPointer = input)
        fixed (byte* outputPointer = output)
        {
            _state->NextIn = inputPointer;
            _state->AvailableIn = (uint)input.Length;
            _state->NextOut = outputPointer;
            _state->AvailableOut = (uint)output.Length;
            int error = Isal.Inflate(_state);
            if (error < 0)
            {
                throw new InvalidDataException($"the deflate data is damaged (ISA-L error {error})");
            }

            consumed = input.Length - (int)_state->AvailableIn;
            return output.Length - (int)_state->AvailableOut;
        }
    }

    public int TakeLeftover(out ulong bytes)
    {
        int count = _state->BitCount / BitsPerByte;
        bytes = count == 0 ? 0 : _state->Bits >> (_state->BitCount % BitsPerByte);
        return count;
    }

    public void Dispose()
    {
        NativeMemory.Free(_state);
        _state = null;
    }

    private void SetMode() => _state->CrcFlag = _keepCrc ? Isal.KeepCrc : 0;
}
