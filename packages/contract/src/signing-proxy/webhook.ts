import { decodeForm, encodingStyle, type FormStyle } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { contractNote, type ContractNote } from '../pact/contract-note.ts'
import type { PactInteraction } from '../pact/pact.ts'
import { splitUrl } from '../pact/split-url.ts'
import { generatedValues } from './generated-values.ts'
import { injectedForm, injectedTarget, type InjectedValues } from './inject-values.ts'

/** A request as the verifier made it. */
export interface VerifierRequest {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
}

/** A request as the app gets it, before it is signed. */
export interface Webhook extends VerifierRequest {
  /** What the contract says of it; undefined for interactions of other tools. */
  readonly note: ContractNote | undefined
  /** The recorded exchange as it was, with the values of the state handler in place; absent where it is missing. */
  readonly original?: Exchange
}

/**
 * The request that Twilio would make for an interaction. The verifier writes queries, and forms with generated values,
 * in an order and spelling of its own; those are put back as they are in the pact, with the values from the state
 * handler in place. All other bytes are the verifier's. With an original, its request is sent instead.
 */
export function webhookFor(
  interaction: PactInteraction | undefined,
  request: VerifierRequest,
  values: Readonly<Record<string, unknown>>,
  original: Exchange | null = null,
): Webhook {
  const note = interaction === undefined ? undefined : contractNote(interaction)
  if (interaction === undefined || note === undefined) return { ...request, note }
  const query = generatedValues(interaction.request, 'query', values)
  const form = generatedValues(interaction.request, 'body', values)
  const { content } = interaction.request.body ?? {}
  const injected = new Map([...query, ...form])
  const examples = valuesIn(note.target, typeof content === 'string' ? content : '')
  const held = { ...note, ...withValues(note, examples, injected) }
  const style = styleOf(note)
  if (original !== null) return originalWebhook({ ...request, note: held }, original, { query, form, style })
  // The verifier spells a form anew as soon as one value could be generated, whether it is or not.
  const isSpeltAnew = interaction.request.generators?.['body'] !== undefined && typeof content === 'string'
  const body = isSpeltAnew ? new TextEncoder().encode(injectedForm(content, form)) : request.body
  return { ...request, target: injectedTarget(note.target, query, style), body, note: held }
}

/** Values of the state handler, and how they are written in a URL. */
interface Injection {
  readonly query: InjectedValues
  readonly form: InjectedValues
  readonly style: FormStyle
}

/** The original request, and the original answer with the injected values in place of the recorded ones. */
function originalWebhook(webhook: Webhook, original: Exchange, { query, form, style }: Injection): Webhook {
  const { body } = original.request
  const { target } = splitUrl(original.request.url)
  const text = 'text' in body ? body.text : ''
  const answer = original.response
  const replaced = (lines: string): string =>
    withInjected([lines], valuesIn(target, text), new Map([...query, ...form]))[0] ?? lines
  return {
    ...webhook,
    target: injectedTarget(target, query, style),
    body: new TextEncoder().encode(injectedForm(text, form)),
    original:
      answer !== null && 'text' in answer.body
        ? { ...original, response: { ...answer, body: { ...answer.body, text: replaced(answer.body.text) } } }
        : original,
  }
}

function styleOf({ kind, target }: ContractNote): FormStyle {
  return /%20/.test(target) ? 'percent' : /\+/.test(target) ? 'plus' : encodingStyle(kind)
}

/** The values in a query string and a form, by name. */
function valuesIn(target: string, form: string): InjectedValues {
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : ''
  return new Map([...decodeForm(query).parameters, ...decodeForm(form).parameters])
}

/** An answer that names the call of the example is expected to name the call that was injected. */
function withValues(
  { twiml }: ContractNote,
  examples: InjectedValues,
  values: InjectedValues,
): Partial<ContractNote> {
  return twiml === undefined ? {} : { twiml: withInjected(twiml, examples, values) }
}

/** Values so long that they appear in a document only as themselves. */
const distinctiveLength = 8

/** Lines with the injected values in place of the examples. */
function withInjected(
  lines: readonly string[],
  examples: InjectedValues,
  values: InjectedValues,
): readonly string[] {
  return [...values].reduce((before, [name, value]) => {
    const example = examples.get(name) ?? ''
    if (example === value || example.length < distinctiveLength) return before
    return before.map((line) => line.replaceAll(example, value))
  }, lines)
}
