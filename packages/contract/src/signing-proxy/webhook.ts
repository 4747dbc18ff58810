import { decodeForm, encodingStyle, type FormStyle } from '@ringback/catalog'
import { contractNote, type ContractNote } from '../pact/contract-note.ts'
import type { PactInteraction } from '../pact/pact.ts'
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
}

/**
 * The request that Twilio would make for an interaction. The verifier writes queries, and forms with generated values,
 * in an order and spelling of its own; those are put back as they stand in the pact, with the values from the state
 * handler in place. All other bytes are the verifier's.
 */
export function webhookFor(
  interaction: PactInteraction | undefined,
  request: VerifierRequest,
  values: Readonly<Record<string, unknown>>,
): Webhook {
  const note = interaction === undefined ? undefined : contractNote(interaction)
  if (interaction === undefined || note === undefined) return { ...request, note }
  const query = generatedValues(interaction.request, 'query', values)
  const form = generatedValues(interaction.request, 'body', values)
  const { content } = interaction.request.body ?? {}
  // The verifier spells a form anew as soon as one value could be generated, whether it is or not.
  const isSpeltAnew = interaction.request.generators?.['body'] !== undefined && typeof content === 'string'
  const body = isSpeltAnew ? new TextEncoder().encode(injectedForm(content, form)) : request.body
  return {
    ...request,
    target: injectedTarget(note.target, query, styleOf(note)),
    body,
    note: { ...note, ...withValues(note, examplesOf(interaction, note), new Map([...query, ...form])) },
  }
}

function styleOf({ kind, target }: ContractNote): FormStyle {
  return /%20/.test(target) ? 'percent' : /\+/.test(target) ? 'plus' : encodingStyle(kind)
}

function examplesOf({ request }: PactInteraction, { target }: ContractNote): InjectedValues {
  const form = typeof request.body?.content === 'string' ? request.body.content : ''
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : ''
  return new Map([...decodeForm(query).parameters, ...decodeForm(form).parameters])
}

/** Values so long that they stand in a document only as themselves. */
const distinctiveLength = 8

/** An answer that names the call of the example is expected to name the call that was injected. */
function withValues(
  { twiml }: ContractNote,
  examples: InjectedValues,
  values: InjectedValues,
): Partial<ContractNote> {
  if (twiml === undefined) return {}
  const replaced = [...values].reduce((lines, [name, value]) => {
    const example = examples.get(name) ?? ''
    if (example === value || example.length < distinctiveLength) return lines
    return lines.map((line) => line.replaceAll(example, value))
  }, twiml)
  return { twiml: replaced }
}
