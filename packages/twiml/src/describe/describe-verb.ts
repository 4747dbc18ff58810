import type { ElementId } from '../names.gen.ts'
import type { KnownElement } from '../tree.ts'
import { attributeValue } from '../view/attribute-value.ts'
import { spokenText, trimmedText } from '../view/element-text.ts'
import { runnableChildren, type AnyKnownElement } from '../view/runnable-children.ts'
import { describeParty } from './describe-party.ts'

type Describers = { readonly [Id in ElementId]?: (element: KnownElement<Id>) => string }

const describers: Describers = {
  Say: (say) => `Says: ${spokenText(say)}${repeated(attributeValue(say, 'loop'))}`,
  Play: (play) => {
    const digits = attributeValue(play, 'digits')
    return digits === undefined
      ? `Plays: ${trimmedText(play)}${repeated(attributeValue(play, 'loop'))}`
      : `Sends tones: ${digits}`
  },
  Pause: (pause) => `Pauses ${attributeValue(pause, 'length')} s`,
  Gather: (gather) =>
    `Waits for ${input(gather)}, ${attributeValue(gather, 'timeout')} s${target(gather.attributes)}`,
  Record: (record) => {
    const length = attributeValue(record, 'maxLength')
    return `Records up to ${length} s${attributeValue(record, 'playBeep') ? ' after a beep' : ''}${target(record.attributes)}`
  },
  Dial: (dial) => {
    const parties = [trimmedText(dial), ...runnableChildren(dial).map(describeParty)].filter(
      (party) => party !== '',
    )
    return `Dials ${parties.join(', ')}, ${attributeValue(dial, 'timeout')} s${target(dial.attributes)}`
  },
  Enqueue: (enqueue) =>
    `Waits in queue ${trimmedText(enqueue) || attributeValue(enqueue, 'workflowSid') || ''}`.trim(),
  Redirect: (redirect) => `Continues at ${trimmedText(redirect) || 'the same document again'}`,
  Reject: (reject) => `Rejects the call (${attributeValue(reject, 'reason')})`,
  Hangup: () => 'Hangs up',
  Leave: () => 'Leaves the queue',
  Echo: () => 'Echoes the caller until hang-up',
  Refer: (refer) => `Transfers the call to ${parties(refer)}${target(refer.attributes)}`,
  Connect: (connect) => `Connects to ${parties(connect)}${target(connect.attributes)}`,
  Start: (start) => `Starts ${parties(start)} in the background`,
  Stop: (stop) => `Stops ${parties(stop)}`,
  Pay: (pay) => {
    const amount = attributeValue(pay, 'chargeAmount')
    const what = amount === undefined ? 'payment details' : `${amount} ${attributeValue(pay, 'currency')}`
    return `Asks for ${what} (${attributeValue(pay, 'paymentMethod')})${target(pay.attributes)}`
  },
  Sms: (sms) => `Sends a text message: ${trimmedText(sms)}`,
}

/** The lines of one verb: its prompts, then itself. */
export function describeVerb(element: AnyKnownElement): readonly string[] {
  const isPrompting = element.id === 'Gather' || element.id === 'Pay' || element.id === 'Prompt'
  const prompts = isPrompting ? runnableChildren(element).flatMap(describeVerb) : []
  // The table maps each id to a function of the element of that id.
  const describe = describers[element.id] as ((element: AnyKnownElement) => string) | undefined
  return describe === undefined ? prompts : [...prompts, describe(element)]
}

function parties(element: AnyKnownElement): string {
  return runnableChildren(element).map(describeParty).join(', ')
}

function input(gather: KnownElement<'Gather'>): string {
  const kinds = attributeValue(gather, 'input')
  const digits = attributeValue(gather, 'numDigits')
  const keys = digits === undefined ? 'digits' : `up to ${digits} digit${digits === 1 ? '' : 's'}`
  return kinds.map((kind) => (kind === 'dtmf' ? keys : kind)).join(' or ')
}

function repeated(loop: number): string {
  if (loop === 0) return ' (until hang-up)'
  return loop === 1 ? '' : ` (${loop} times)`
}

function target({ action }: Readonly<Record<string, string>>): string {
  return action === undefined || action.trim() === '' ? '' : `; then requests ${action.trim()}`
}
