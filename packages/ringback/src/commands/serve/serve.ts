import { RingbackError, printableJson, visible } from '@ringback/common'
import { startTwilioServer, type TwilioServer } from '@ringback/msw/server'
import { count } from '../../format/count.ts'
import {
  answerPatienceOption,
  appArgument,
  originalsOption,
  redactOption,
  recordingsOption,
  storeOption,
} from '../../options/shared.ts'
import { placeName } from '../../recordings/place.ts'
import { openRecordingWriter } from '../../recordings/recording-writer.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { untilSignal } from '../../shell/until-signal.ts'
import type { Io } from '../../shell/io.ts'
import { createLineWriter, type LineWriter } from '../../shell/line-writer.ts'
import { stylesFor } from '../../shell/styles.ts'
import { onWallClock } from './on-wall-clock.ts'
import { exchangeLine } from './exchange-line.ts'
import { keepExchanges, type Keeper } from './keep-exchanges.ts'
import { serveSettings, type ServeSettings } from './settings.ts'

/** `ringback serve`: Twilio's REST API on a port, with calls that are really placed. */
export const serveCommand: Command = command({
  positionals: {
    app: {
      ...appArgument,
      describe: 'Where your app listens, if its URLs have another host: localhost:3000',
    },
  },
  options: {
    port: {
      type: 'number',
      integer: true,
      min: 0,
      max: 65_535,
      default: 4110,
      describe: 'Port of the API; 0 takes any free one',
    },
    host: {
      type: 'string',
      placeholder: '<address>',
      default: '127.0.0.1',
      describe: 'Address that the API listens on',
    },
    'account-sid': {
      type: 'string',
      placeholder: '<sid>',
      describe: 'The account; better set TWILIO_ACCOUNT_SID',
    },
    'auth-token': {
      type: 'string',
      placeholder: '<token>',
      describe: 'Its auth token; better set TWILIO_AUTH_TOKEN',
    },
    'api-key': {
      type: 'string',
      repeat: true,
      separator: 'comma',
      default: [],
      placeholder: '<sid:secret>',
      describe: 'An API key that is accepted too',
    },
    'public-url': {
      type: 'string',
      placeholder: '<url>',
      describe: 'The public URL of your app; requests to it are sent to [app]',
    },
    number: {
      type: 'string',
      repeat: true,
      separator: 'comma',
      placeholder: '<number>',
      describe: 'A phone number of the account (default: every number)',
    },
    people: {
      type: 'string',
      placeholder: '<file>',
      describe: 'A JSON file with the people who are called: who is busy, answers late or is a machine',
    },
    speed: { type: 'number', above: 0, default: 1, describe: 'Speed of time: 10 is ten times as fast' },
    'virtual-time': {
      type: 'boolean',
      default: false,
      describe: 'Time passes only while a control request waits, and then at once',
    },
    'answer-patience': { ...answerPatienceOption, group: 'Options' },
    record: {
      type: 'boolean',
      default: false,
      describe: 'Write both sides of every call into a recording',
      group: 'Recording',
    },
    recordings: { ...recordingsOption, group: 'Recording' },
    store: { ...storeOption, group: 'Recording' },
    redact: { ...redactOption, group: 'Recording' },
    originals: { ...originalsOption, group: 'Recording' },
    format: {
      type: 'string',
      placeholder: '<format>',
      choices: ['pretty', 'ndjson'],
      default: 'pretty',
      describe: 'How exchanges are printed',
    },
  },
  examples: [
    ['ringback serve --speed 10', 'a fast clock; point your Twilio client at http://127.0.0.1:4110'],
    ['ringback serve localhost:5000 --virtual-time', 'tests in any language: routes below /_ringback/'],
  ],
  run: async (options, io) => {
    const settings = await serveSettings(options, io)
    const store = options.record ? await openRecordingWriter(settings, io) : undefined
    try {
      const keeper = keepExchanges(store)
      const server = await start(settings)
      const out = createLineWriter(io.stdout)
      server.api.listen((observed) => {
        const exchange = onWallClock(observed, settings.pace)
        keeper.keep(exchange)
        const line =
          options.format === 'ndjson'
            ? printableJson(exchange)
            : exchangeLine(visible(exchange), stylesFor(io, 'stdout'))
        out.write(line)
      })
      printStart(server, settings, io)
      await untilSignal(io)
      await server.close()
      await keeper.settled()
      await closeOutput(out, io)
      if (store !== undefined) io.stderr.write(`${summary(keeper, settings)}\n`)
      return keeper.lost().length === 0 ? exitCode.good : exitCode.findings
    } finally {
      await store?.close()
    }
  },
})

/** The last lines are written, or counted where nobody reads them. */
async function closeOutput(out: LineWriter, io: Io): Promise<void> {
  const dropped = await out.close()
  if (dropped > 0)
    io.stderr.write(`${count(dropped, 'line')} of output dropped: stdout was not read fast enough.\n`)
  if (out.isBlocked) io.leaveOutput?.()
}

async function start({ server }: ServeSettings): Promise<TwilioServer> {
  try {
    return await startTwilioServer(server)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new RingbackError(
        'port-in-use',
        `Port ${server.port} of ${server.host} is in use by another program.`,
        {
          remedy: 'Stop it, or pass another port: --port 4111',
          cause: error,
        },
      )
    }
    if (error instanceof TypeError)
      throw new RingbackError('bad-server-options', error.message, { cause: error })
    throw error
  }
}

function printStart({ url }: TwilioServer, { server }: ServeSettings, io: Io): void {
  const { bold, dim } = stylesFor(io, 'stderr')
  io.stderr.write(
    [
      bold('ringback serve'),
      `  Use ${url} in place of https://api.twilio.com`,
      `  account ${server.accountSid}`,
      dim(`  Tests in any language drive it: ${url}/_ringback/openapi.json`),
      dim(
        `  Node apps need no change when they are started with: node --import ringback/msw/register app.js`,
      ),
      '',
    ].join('\n'),
  )
}

function summary(keeper: Keeper, { place }: ServeSettings): string {
  const lost = keeper.lost()
  const kept = `Recorded ${count(keeper.kept(), 'exchange')} in ${placeName(place)}`
  return lost.length === 0 ? `${kept}.` : `${kept}; ${lost.length} NOT recorded: ${lost.join('; ')}`
}
