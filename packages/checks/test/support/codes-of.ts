import { judgeExchange, type ObservedExchange } from '@ringback/checks'

/** Code and Twilio's code (0 where there is none) of all that the checks find, advice apart. */
export function codesOf(exchange: ObservedExchange): readonly (string | number)[] {
  return judgeExchange(exchange)
    .filter(({ severity }) => severity !== 'info')
    .flatMap(({ code, twilioCode }) => [code, twilioCode ?? 0])
}
