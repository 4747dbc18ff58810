import { Arbitrary, Stream, Value, type Random } from 'fast-check'
import { build } from './choices/build.ts'
import { isChoices, type Choices } from './choices/choices.ts'
import { drawChoices } from './choices/draw-choices.ts'
import { plainerChoices } from './choices/plainer-choices.ts'
import type { Plan } from './choices/plan.ts'
import type { GeneratedWebhook } from './generated-webhook.ts'
import { comparePlainness } from './plainness.ts'

/**
 * Generates webhooks from choices: for each facet of a kind, which case it is and the seed of its details. Shrinking
 * makes facets plain and seeds smaller, and never gives a webhook that is less plain.
 */
export class WebhookArbitrary extends Arbitrary<GeneratedWebhook> {
  readonly #plan: Plan

  constructor(plan: Plan) {
    super()
    this.#plan = plan
  }

  override generate(random: Random): Value<GeneratedWebhook> {
    return valueOf(drawChoices(random, this.#plan), this.#plan)
  }

  // The choices cannot be read from a webhook, so only webhooks generated here can shrink.
  override canShrinkWithoutContext(_value: unknown): _value is GeneratedWebhook {
    return false
  }

  override shrink(value: GeneratedWebhook, context: unknown): Stream<Value<GeneratedWebhook>> {
    if (!isChoices(context)) return Stream.nil()
    return new Stream(this.#plainer(value, context))
  }

  *#plainer(value: GeneratedWebhook, choices: Choices): Generator<Value<GeneratedWebhook>> {
    for (const candidate of plainerChoices(choices, this.#plan)) {
      const shrunk = valueOf(candidate, this.#plan)
      if (comparePlainness(shrunk.value_, value) <= 0) yield shrunk
    }
  }
}

function valueOf(choices: Choices, plan: Plan): Value<GeneratedWebhook> {
  const built = build(choices, plan)
  return new Value(built.webhook, built.choices)
}
