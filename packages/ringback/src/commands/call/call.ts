import { printableJson, RingbackError, visible } from '@ringback/common'
import { createWalk, dialResults, runThrough, type MadeCall, type WalkOptions } from '@ringback/simulator'
import { realClock } from '@ringback/twilio-client'
import { parametersOf } from '@ringback/recording'
import { dialCallStatus } from '@ringback/catalog'
import { count } from '../../format/count.ts'
import {
  answerPatienceOption,
  calledAppArgument,
  functionsOption,
  numberOptions,
  originalsOption,
  redactOption,
  requestOptions,
  recordingsOption,
  storeOption,
} from '../../options/shared.ts'
import { explainRefusal } from '../../signature-check/explain-refusal.ts'
import { placeName } from '../../recordings/place.ts'
import { assertStoreWritable, writeExchanges } from '../../recordings/write-exchanges.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import type { PageSettings } from '../../ui/ui-messages.ts'
import { uiOptions, wantsUi } from '../../ui/ui-options.ts'
import { withUi } from '../../ui/with-ui.ts'
import { callerScript, type CallerScript } from './caller-script.ts'
import { lineSettings, type LineSettings } from './line-settings.ts'
import { openLiveRecording, type LiveRecording } from './live-recording.ts'
import { recordingSeed } from './recording-seed.ts'
import { partyOptions, stepsHelp, type CallCommandOptions } from './options.ts'
import { callReport, callSummary, errorsOf, printEvents } from './call-report.ts'
import { talk } from './terminal/talk.ts'

/** `ringback call`: a telephone from which the app is called. */
export const callCommand: Command = command({
  positionals: { app: calledAppArgument },
  options: {
    keys: {
      type: 'string',
      placeholder: '<steps>',
      describe: 'What the caller does, in steps (see below): 1,w2,"opening hours",n,h',
    },
    say: {
      type: 'string',
      repeat: true,
      placeholder: '<text>',
      describe: 'What the caller says, after the keys',
    },
    script: {
      type: 'string',
      placeholder: '<file>',
      describe: 'A file with steps, or a module whose default export is the script of the caller',
    },
    dialled: {
      type: 'string',
      placeholder: '<outcome>',
      choices: dialResults,
      default: dialCallStatus.answered,
      describe: 'What happens to the numbers that your app dials',
    },
    outbound: {
      type: 'boolean',
      default: false,
      describe: 'Let your app call the caller, as with Calls.create',
    },
    speed: { type: 'number', above: 0, default: 1, describe: 'Speed of time in the interactive mode' },
    ...partyOptions,
    seed: {
      type: 'number',
      integer: true,
      describe:
        'The same seed gives the same SIDs (default: 1; with --record one for each caller and script, so that no call replaces another)',
    },
    ...numberOptions,
    ...functionsOption,
    ...requestOptions,
    'answer-patience': answerPatienceOption,
    record: {
      type: 'boolean',
      default: false,
      describe: 'Write the call into a recording',
      group: 'Recording',
    },
    recordings: { ...recordingsOption, group: 'Recording' },
    store: { ...storeOption, group: 'Recording' },
    redact: { ...redactOption, group: 'Recording' },
    originals: { ...originalsOption, group: 'Recording' },
    ...uiOptions,
    format: {
      type: 'string',
      placeholder: '<format>',
      choices: ['pretty', 'json', 'ndjson'],
      default: 'pretty',
      describe: 'How the call is printed',
    },
  },
  sections: [stepsHelp],
  examples: [
    ['ringback call localhost:3000/voice', 'an interactive telephone'],
    ['ringback call localhost:3000/voice --keys 1,busy,h', 'press 1, the line is busy, hang up'],
    [
      'ringback call localhost:3000/voice --keys 1 --record',
      'make a recording without an account or a tunnel',
    ],
    ['ringback call --functions . --keys 1', 'the Twilio Functions of a project'],
  ],
  run: async (given, io) => {
    const script = await callerScript(given, io)
    const options = { ...given, seed: given.seed ?? (given.record ? recordingSeed(given) : 1) }
    if (options.outbound && options.with.length > 0) throw notOfOutbound()
    const settings = await lineSettings(options, 'call', io)
    const { yellow } = stylesFor(io, 'stderr')
    for (const note of settings.notes) io.stderr.write(`${yellow(note)}\n`)
    if (options.record) await assertStoreWritable(options, settings.loaded, io)
    const made = { options, script, settings }
    return wantsUi(options) ? callShown(made, io) : callAndReport(made, io)
  },
})

/** What a call is made with. */
interface CallToMake {
  readonly options: CallCommandOptions
  readonly script: CallerScript | undefined
  readonly settings: LineSettings
  /** Is written while the call goes on. Default: the call is recorded when it is over, where that is asked for. */
  readonly recording?: LiveRecording
}

/** Makes the call beside a page that shows it. */
async function callShown(made: CallToMake, io: Io): Promise<ExitCode> {
  const { config, uiPort: port = 0 } = made.options
  const recording = await openLiveRecording(made.options, made.settings.loaded, io)
  try {
    const { folder: directory, store } = recording.place
    const settings = { directory, store, port, config, ...requestOf(made) }
    const run = (): Promise<ExitCode> => callAndReport({ ...made, recording }, io)
    return await withUi({ settings, run, stopsItself: false, readsKeys: isInteractive(made, io) }, io)
  } finally {
    await recording.close()
  }
}

/** What the page may send to the app: nothing to one that runs in this process. */
function requestOf({ options, settings: { phone } }: CallToMake): Pick<PageSettings, 'request'> {
  const { authToken, timeout, allowRemote } = options
  const { app, publicUrl } = phone
  return typeof app === 'string' ? { request: { app, authToken, publicUrl, timeout, allowRemote } } : {}
}

/** Whether a person at the terminal is the caller. */
function isInteractive({ options: { format }, script }: CallToMake, { isTerminal, env }: Io): boolean {
  return (
    script === undefined &&
    isTerminal.stdin &&
    isTerminal.stdout &&
    format === 'pretty' &&
    env.TERM !== 'dumb'
  )
}

async function callAndReport(made: CallToMake, io: Io): Promise<ExitCode> {
  const { options, script, settings, recording } = made
  if (isInteractive(made, io)) {
    const clock = realClock({ speed: options.speed })
    const { phone, ...rest } = walkOptions(options, settings)
    return finish(await talk({ ...rest, phone: { ...phone, clock } }, io, recording?.follow), made, io)
  }
  const walk = createWalk({ ...walkOptions(options, settings), steps: script?.steps ?? [] })
  recording?.follow(walk.phone)
  const stop = printEvents(walk, options.format, io)
  const call = await runThrough(walk, script?.person)
  stop()
  await walk.phone.close()
  return finish(call, made, io)
}

function notOfOutbound(): RingbackError {
  return new RingbackError('bad-call-values', '--with cannot be given together with --outbound.', {
    remedy: 'Twilio says nothing more of a call that your app places. Leave one of the two out.',
  })
}

function walkOptions(
  { outbound, dialled }: CallCommandOptions,
  { phone, parties }: LineSettings,
): Omit<WalkOptions, 'steps'> {
  return { phone, dialled, call: outbound ? outgoing(phone, parties) : parties }
}

/** A call that the app placed: from its number, to the one who holds this telephone. */
function outgoing(
  { voiceUrl, voiceFallbackUrl, statusCallback }: LineSettings['phone'],
  { from, to }: LineSettings['parties'],
): NonNullable<WalkOptions['call']> {
  return {
    from: to,
    to: from,
    voice: voiceUrl,
    ...(typeof voiceFallbackUrl === 'string' && { fallback: { url: voiceFallbackUrl, method: 'POST' } }),
    ...(typeof statusCallback === 'string' && { statusCallback: { url: statusCallback, method: 'POST' } }),
  }
}

async function finish(
  made: MadeCall,
  { options, settings, recording: live }: CallToMake,
  io: Io,
): Promise<ExitCode> {
  const { call, complaint } = made
  if (options.format === 'json') io.stdout.write(`${printableJson(callReport(made), 2)}\n`)
  if (options.format === 'pretty') io.stdout.write(`${callSummary(made, io)}\n`)
  await explainRefusedCall(made, settings, io)
  const { exchanges } = call.recording()
  await live?.finish(exchanges)
  const isGood = errorsOf(call.events()).length === 0 && complaint === undefined
  if (options.record && (isGood || options.recordsGoodCallsOnly !== true)) {
    const name =
      live === undefined
        ? await writeExchanges(exchanges, options, settings.loaded, io)
        : placeName(live.place)
    io.stderr.write(`Recorded ${count(exchanges.length, 'exchange')} in ${name}.\n`)
  }
  return isGood ? exitCode.good : exitCode.findings
}

/** Says once why the app refused a webhook that was signed. */
async function explainRefusedCall({ call }: MadeCall, { phone }: LineSettings, io: Io): Promise<void> {
  const { exchanges } = call.recording()
  const refused = exchanges.find(({ response }) => response?.status === 403)?.request
  if (refused === undefined) return
  const explained = await explainRefusal(
    { method: refused.method, url: refused.url, parameters: parametersOf(refused) },
    { app: phone.app, authToken: phone.authToken, publicUrl: phone.publicUrl },
  )
  if (explained === undefined) return
  const { green, yellow } = stylesFor(io, 'stderr')
  const { message, change } = visible(explained)
  io.stderr.write(`${yellow(message)}\n${green(`Change: ${change}`)}\n`)
}
