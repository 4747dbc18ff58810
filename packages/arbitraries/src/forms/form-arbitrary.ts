import { Arbitrary, Stream, Value, type Random } from 'fast-check'
import type { Forms } from './form.ts'

interface Choice {
  readonly form: number
  readonly seed: number
}

/** Generates a value in one of its forms, and shrinks it to the plainest value of the plainest form that still fails. */
export function fromForms<T>(forms: Forms<T>): Arbitrary<T> {
  return new FormArbitrary(forms)
}

class FormArbitrary<T> extends Arbitrary<T> {
  readonly #forms: Forms<T>

  constructor(forms: Forms<T>) {
    super()
    this.#forms = forms
  }

  override generate(random: Random): Value<T> {
    return this.#value({ form: random.nextInt(0, this.#forms.length - 1), seed: random.nextInt() >>> 0 })
  }

  // How a value was made cannot be read from it, so only values generated here can shrink.
  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false
  }

  override shrink(_value: T, context: unknown): Stream<Value<T>> {
    if (!isChoice(context)) return Stream.nil()
    return Stream.of(...plainer(context)).map((choice) => this.#value(choice))
  }

  #value(choice: Choice): Value<T> {
    const form = this.#forms[choice.form] ?? this.#forms[0]
    return new Value(form.make(choice.seed), choice)
  }
}

function isChoice(context: unknown): context is Choice {
  return typeof context === 'object' && context !== null && 'form' in context && 'seed' in context
}

function* plainer({ form, seed }: Choice): Generator<Choice> {
  for (let lower = 0; lower < form; lower += 1) yield { form: lower, seed: 0 }
  for (const lower of smallerSeeds(seed)) yield { form, seed: lower }
}

/** Smaller seeds to try when shrinking, the smallest first. */
export function* smallerSeeds(seed: number): Generator<number> {
  for (let gap = seed; gap >= 1; gap = Math.floor(gap / 2)) yield seed - gap
}
