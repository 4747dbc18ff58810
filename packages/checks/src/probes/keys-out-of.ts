import { parameter } from '@ringback/catalog'
import { attributeValue, type KnownElement, type verb } from '@ringback/twiml'
import type { ProbeContext, ProbedExchange, ProbeRequest } from '../probe.ts'
import { withParameter } from './requests.ts'

/** A Gather, and the request that it makes. */
export interface MenuRequest {
  readonly gather: KnownElement<typeof verb.Gather>
  /** Without the input. */
  readonly request: ProbeRequest
}

const keys = Array.from('1234567890*#')
const speech = 'speech'

/**
 * Whether any key leads out of a menu, as `isOut` says of the answer. A menu that listens to speech is taken to know a word
 * that does.
 */
export async function keysOutOf(
  { gather, request }: MenuRequest,
  { send }: Pick<ProbeContext, 'send'>,
  isOut: (pressed: { readonly exchange: ProbedExchange; readonly request: ProbeRequest }) => boolean,
): Promise<boolean> {
  const input: readonly string[] = attributeValue(gather, 'input') ?? []
  if (input.includes(speech)) return true
  const finishOnKey = attributeValue(gather, 'finishOnKey') ?? '#'
  const count = Math.min(attributeValue(gather, 'numDigits') ?? 1, 12)
  for (const key of keys.filter((each) => !finishOnKey.includes(each))) {
    const parameters = withParameter(request.parameters, parameter.Digits, key.repeat(count))
    const pressed = { ...request, parameters }
    if (isOut({ exchange: await send(pressed), request: pressed })) return true
  }
  return false
}
