import { parameter, valueOf } from '@ringback/catalog'
import { judgeExchange } from '@ringback/checks'
import { parametersOf, type Exchange, type Recording } from '@ringback/recording'
import type { Copyable } from '../../model/call-view.ts'
import { appIn, literal, tokenInCode, type CopyOptions } from './copy-options.ts'
import { callerParameters, recordedSteps, type RecordedStep } from './recorded-steps.ts'

/** A vitest test in which the phone does what the caller of a recorded call did, and hears what was heard. */
export function vitestCopy(recording: Recording, options: CopyOptions): Copyable {
  const [first] = recording.exchanges
  if (first === undefined || first.kind?.startsWith('voice.incoming') !== true) {
    return { reason: 'the recording does not begin with a call that comes in' }
  }
  if (!URL.canParse(first.request.url)) return { reason: 'its URL is not an http URL' }
  const { steps, isWhole } = recordedSteps(recording)
  if (steps.length === 0) return { reason: 'the recording has no answer with anything to hear' }
  const isClean = recording.exchanges.every((exchange) =>
    judgeExchange(exchange).every(({ severity }) => severity !== 'error'),
  )
  const lines = [
    `import { expect, test as base } from 'ringback/vitest'`,
    ``,
    ...lineToApp(first, options),
    ``,
    `test('the recorded call goes as it did', async ({ phone }) => {`,
    `  const call = await phone.call(${callOptions(first)})`,
    ...steps.map((step) => `  ${codeOf(step)}`),
    `  if (!call.isOver()) await call.hangup()`,
    ...(isClean ? [`  expect(call).toHaveNoErrors()`] : []),
    `})`,
    ``,
  ]
  const note = isWhole ? '' : 'up to where the caller is put through'
  return {
    text: lines.join('\n'),
    note: [note, 'needs the packages ringback and vitest'].filter(Boolean).join('; '),
  }
}

function lineToApp({ request }: Exchange, options: CopyOptions): readonly string[] {
  const url = new URL(request.url)
  // The parameters of a GET are in its query; the phone puts its own there.
  const voiceUrl =
    request.method === 'GET'
      ? `{ url: ${literal(url.pathname)}, method: 'GET' }`
      : literal(url.pathname + url.search)
  return [
    `const test = base.extend({`,
    `  phoneOptions: {`,
    `    app: ${literal(appIn(options))},`,
    `    publicUrl: ${literal(url.origin)},`,
    `    voiceUrl: ${voiceUrl},`,
    `    authToken: ${tokenInCode},`,
    `  },`,
    `})`,
  ]
}

function callOptions(first: Exchange): string {
  const parameters = parametersOf(first.request)
  const entries = [
    ['from', valueOf(parameters, parameter.From)],
    ['to', valueOf(parameters, parameter.To)],
  ].flatMap(([name = '', value = '']) => (value === '' ? [] : [`    ${name}: ${literal(value)},`]))
  const told = Object.entries(callerParameters(first))
  const more =
    told.length === 0
      ? []
      : [
          `    parameters: {`,
          ...told.map(([name, value]) => `      ${literal(name)}: ${literal(value)},`),
          `    },`,
        ]
  return `{\n${[...entries, ...more].join('\n')}\n  }`
}

function codeOf(step: RecordedStep): string {
  switch (step.type) {
    case 'hears':
      return `await call.hears(${literal(step.text)})`
    case 'press':
      return `await call.press(${literal(step.keys)})`
    case 'say':
      return `await call.say(${literal(step.text)})`
    case 'dials':
      return `expect(call).toDial(${literal(step.to)})`
  }
}
