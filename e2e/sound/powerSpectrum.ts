/**
 * The power of each frequency in `samples`, whose length is a power of two; bin `k` stands for
 * `k × rate / length`. A Hann window keeps a tone between two bins from spreading over all.
 */
export function powerSpectrum(samples: Float32Array): Float64Array {
  const size = samples.length;
  const real = Float64Array.from(
    samples,
    (sample, index) => sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * index) / size)),
  );
  const imaginary = new Float64Array(size);
  transform(real, imaginary);
  return real.subarray(0, size / 2).map((value, bin) => value ** 2 + (imaginary[bin] ?? 0) ** 2);
}

/** The fast Fourier transform in place (Cooley and Tukey, radix 2). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let index = 0, reversed = 0; index < size; index++) {
    if (index < reversed) {
      swap(real, index, reversed);
      swap(imaginary, index, reversed);
    }
    let bit = size >> 1;
    for (; bit > 0 && (reversed & bit) !== 0; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
  }
  for (let half = 1; half < size; half *= 2) {
    for (let offset = 0; offset < half; offset++) {
      const angle = (-Math.PI * offset) / half;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      for (let even = offset; even < size; even += 2 * half) {
        butterfly(real, imaginary, even, even + half, cosine, sine);
      }
    }
  }
}

function butterfly(
  real: Float64Array,
  imaginary: Float64Array,
  even: number,
  odd: number,
  cosine: number,
  sine: number,
): void {
  const [oddReal, oddImaginary] = [real[odd] ?? 0, imaginary[odd] ?? 0];
  const turnedReal = oddReal * cosine - oddImaginary * sine;
  const turnedImaginary = oddReal * sine + oddImaginary * cosine;
  const [evenReal, evenImaginary] = [real[even] ?? 0, imaginary[even] ?? 0];
  real[odd] = evenReal - turnedReal;
  imaginary[odd] = evenImaginary - turnedImaginary;
  real[even] = evenReal + turnedReal;
  imaginary[even] = evenImaginary + turnedImaginary;
}

function swap(values: Float64Array, one: number, other: number): void {
  const value = values[one] ?? 0;
  values[one] = values[other] ?? 0;
  values[other] = value;
}
