import { hostileTexts } from './hostile-texts.ts'

/** How many times larger the larger input is. */
const factor = 16
/** Above {@link factor} by what caches, the collector and the compiler cost, and far below its square. */
export const linear: number = 80

/** Of the smaller input, in characters. */
const usualSize = 2000
const attempts = 12
/** Work on the larger input that is done in less is harmless; a quadratic one has five hundred million steps. */
const negligibleMs = 40

/**
 * How much more work sixteen times the input is: about 16 where the work is linear, 256 where it is quadratic. Work also
 * counts what runs inside of the engine, such as the steps of a regular expression. The larger input is compared to the
 * smaller one read sixteen times: where the work is linear, both take about as long, so that both are interrupted as often
 * on a loaded machine. It is the least time of several runs, which go on until the growth is seen to be linear. 1 where
 * the work is too small to grow. `make`: the input of a size in characters; making it does not count.
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
    leastLarge = Math.min(
      leastLarge,
      timeOf(() => work(large)),
    )
    if (leastLarge < negligibleMs) return 1
    leastSmall = Math.min(leastSmall, timeOf(() => repeat(() => work(small))) / factor)
    if (leastLarge / leastSmall < linear) break
  }
  return leastLarge / leastSmall
}

function repeat(run: () => unknown): void {
  for (let time = 0; time < factor; time += 1) run()
}

/** Milliseconds for one run. */
function timeOf(run: () => unknown): number {
  const before = performance.now()
  run()
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
