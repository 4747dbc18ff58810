import { Arbitrary, Stream, Value, type Random } from 'fast-check'
import { drawGenes, express, isGenes, plainerGenes, type Genes, type Plan } from './genes.ts'
import type { GeneratedWebhook } from './generated-webhook.ts'
import { comparePlainness } from './plainness.ts'

/**
 * Generates webhooks from genes: for each facet of a kind, which case it is and the ink of its details. Shrinking
 * makes facets plain again and inks smaller, and never leads to a webhook that is less plain.
 */
export class WebhookArbitrary extends Arbitrary<GeneratedWebhook> {
  readonly #plan: Plan

  constructor(plan: Plan) {
    super()
    this.#plan = plan
  }

  override generate(random: Random): Value<GeneratedWebhook> {
    return valueOf(drawGenes(random, this.#plan), this.#plan)
  }

  // A webhook does not tell its genes, so only what was generated here can shrink.
  override canShrinkWithoutContext(_value: unknown): _value is GeneratedWebhook {
    return false
  }

  override shrink(value: GeneratedWebhook, context: unknown): Stream<Value<GeneratedWebhook>> {
    if (!isGenes(context)) return Stream.nil()
    return new Stream(this.#plainer(value, context))
  }

  *#plainer(value: GeneratedWebhook, genes: Genes): Generator<Value<GeneratedWebhook>> {
    for (const candidate of plainerGenes(genes, this.#plan)) {
      const shrunk = valueOf(candidate, this.#plan)
      if (comparePlainness(shrunk.value_, value) <= 0) yield shrunk
    }
  }
}

function valueOf(genes: Genes, plan: Plan): Value<GeneratedWebhook> {
  const expressed = express(genes, plan)
  return new Value(expressed.webhook, expressed.genes)
}
