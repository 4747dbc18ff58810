import { parameter, valueOf } from '@ringback/catalog'
import { printable } from '@ringback/common'
import { parametersOf, restApiSource, type Exchange } from '@ringback/recording'
import type { Styles } from '../../shell/styles.ts'

/** One line for an exchange: what the app asked of Twilio, or Twilio of the app. */
export function exchangeLine(exchange: Exchange, { bold, dim, green, red }: Styles): string {
  const { kind, request, response, startedAt, callSid, provenance } = exchange
  const isOurs = provenance.source === restApiSource
  const status = response?.status
  const callStatus = kind === null ? undefined : valueOf(parametersOf(request), parameter.CallStatus)
  const paint = status === undefined || status >= 400 ? red : green
  return [
    dim(startedAt.slice(11, 19)),
    isOurs ? bold('app → Twilio') : 'Twilio → app',
    (kind ?? (isOurs ? request.method : 'WebSocket')).padEnd(24),
    paint(String(status ?? 'no answer')),
    request.url,
    ...(callStatus === undefined ? [] : [printable(callStatus)]),
    dim(callSid ?? ''),
  ].join('  ')
}
