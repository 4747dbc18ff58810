import { hostileTexts } from './hostile-texts.ts'

/** How many times larger the larger input is. */
const factor = 16
/** Above {@link factor} by what caches, the collector and the compiler cost, and far below its square. */
export const linear: number = 80

/** Of the smaller input, in characters. */
const usualSize = 2000
const attempts = 12
/** Work on the larger input that is done in less is harmless; a quadratic one has five hundred million steps. */
const negligibleMs = 25

/**
 * How much more work sixteen times the input is: about 16 where the work is linear, 256 where it is quadratic. Work also
 * counts what runs inside of the engine, such as the steps of a regular expression; it is the least time of several runs,
 * and runs go on until the growth is seen to be linear, so that a loaded machine makes no difference. 1 where the work is
 * too small to grow. `make`: the input of a size in characters; making it does not count.
 */
export function growthOf<Input>(
  make: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number = usualSize,
): number {
  const [small, large] = [make(size), make(size * factor)]
  // Compiled, and lazy tables filled.
  work(small)
  let [leastSmall, leastLarge] = [Infinity, Infinity]
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    leastLarge = Math.min(leastLarge, timeOf(large, work))
    if (leastLarge < negligibleMs) return 1
    for (let run = 0; run < 3; run += 1) leastSmall = Math.min(leastSmall, timeOf(small, work))
    if (leastLarge / leastSmall < linear) break
  }
  return leastLarge / leastSmall
}

/** Milliseconds for one run. */
function timeOf<Input>(input: Input, work: (input: Input) => unknown): number {
  const before = performance.now()
  work(input)
  return performance.now() - before
}

/**
 * The hostile texts on which the work of a reader grows faster than they do, each with how much more sixteen times the
 * text costs; empty where it is linear everywhere. `size`: of the smaller text, in characters, for readers that do much with each.
 */
export function superlinear(read: (text: string) => unknown, size: number = usualSize): readonly string[] {
  return Object.entries(hostileTexts).flatMap(([name, text]) => {
    const growth = growthOf(text, read, size)
    return growth < linear ? [] : [`${name}: ${Math.round(growth)} times`]
  })
}
