import { startTwilioServer, type TwilioServer } from '@ringback/msw/server'
import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { openDirectoryStore, type DirectoryStore } from '@ringback/recording/node'
import { count } from '../../format/count.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { messageOf, UserError } from '../../shell/user-error.ts'
import { redactionKeys, redactorOptions } from '../../state/redaction-key.ts'
import { exchangeLine } from './exchange-line.ts'
import { keepExchanges, type Keeper } from './keep-exchanges.ts'
import { serveSettings, type ServeSettings } from './settings.ts'

/** `ringback serve`: Twilio's REST API on a port, with calls that are really placed. */
export const serveCommand: InstalledCommand = command({
  usage: 'serve [target]',
  describe: "Serve Twilio's REST API: the calls your app creates are really placed",
  options: (parser) =>
    parser
      .positional('target', {
        type: 'string',
        describe: 'Where your app listens, when its URLs name another host: http://127.0.0.1:3000',
      })
      .options({
        port: { type: 'number', default: 4110, describe: 'Port of the API; 0 for any free one' },
        host: { type: 'string', default: '127.0.0.1', describe: 'Address the API listens on' },
        'account-sid': { type: 'string', describe: 'The account (better: TWILIO_ACCOUNT_SID)' },
        'auth-token': { type: 'string', describe: 'Its auth token (better: TWILIO_AUTH_TOKEN)' },
        'api-key': { type: 'string', array: true, describe: 'A key that may be used as well: SK...:secret' },
        'public-url': { type: 'string', describe: 'The URL of your app that stands for the target' },
        number: { type: 'string', array: true, describe: 'A number of the account; without any, all are' },
        people: { type: 'string', describe: 'A JSON file that says who is busy, answers late, is a machine' },
        speed: { type: 'number', default: 1, describe: 'How many times as fast time passes' },
        record: { type: 'boolean', default: false, describe: 'Keep both sides of every call as a recording' },
        recordings: { type: 'string', describe: 'Folder of the recordings (recordings)' },
        redact: { type: 'boolean', describe: 'Replace what is private in them; --no-redact keeps it' },
        format: { choices: ['pretty', 'ndjson'] as const, default: 'pretty' as const },
      })
      .example('$0 serve --speed 10', 'point your client at http://127.0.0.1:4110'),
  run: async (options, io) => {
    const settings = await serveSettings(options, io)
    const store = options.record ? await openStore(settings) : undefined
    try {
      const keeper = await keeperOf(store, settings, io)
      const server = await start(settings)
      server.api.listen((exchange) => {
        keeper.keep(exchange)
        const line =
          options.format === 'ndjson'
            ? JSON.stringify(exchange)
            : exchangeLine(exchange, stylesFor(io, 'stdout'))
        io.stdout.write(`${line}\n`)
      })
      tell(server, settings, io)
      await signal(io)
      await server.close()
      await keeper.settled()
      if (store !== undefined) io.stderr.write(`${summary(keeper, settings)}\n`)
      return keeper.lost().length === 0 ? exitCode.good : exitCode.findings
    } finally {
      await store?.close()
    }
  },
})

async function openStore({ recordings }: ServeSettings): Promise<DirectoryStore> {
  try {
    return await openDirectoryStore({ directory: recordings })
  } catch (error) {
    throw new UserError(
      `The recordings folder ${recordings} cannot be used: ${messageOf(error)}`,
      'Give another folder with --recordings, or mend this one.',
    )
  }
}

async function keeperOf(store: DirectoryStore | undefined, settings: ServeSettings, io: Io): Promise<Keeper> {
  if (store === undefined || !settings.redact) return keepExchanges(store)
  const keys = await redactionKeys(settings.directory, io.env)
  const redactor = createRedactor({ ...redactorOptions(keys), keep: settings.keep })
  return keepExchanges(store, (exchange: Exchange) => redactor.redactExchange(exchange))
}

async function start({ server }: ServeSettings): Promise<TwilioServer> {
  try {
    return await startTwilioServer(server)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new UserError(
        `Port ${server.port} of ${server.host} is taken by another program.`,
        'Stop it, or give another port: --port 4111.',
      )
    }
    if (error instanceof TypeError) throw new UserError(error.message)
    throw error
  }
}

function tell({ url }: TwilioServer, { server }: ServeSettings, io: Io): void {
  const { bold, dim } = stylesFor(io, 'stderr')
  io.stderr.write(
    [
      bold('ringback serve'),
      `  ${url} stands for https://api.twilio.com`,
      `  account ${server.accountSid}`,
      dim(`  Node apps need no other host: node --import @ringback/msw/register app.js`),
      '',
    ].join('\n'),
  )
}

function signal(io: Io): Promise<void> {
  return new Promise((resolve) => {
    const stop = io.onSignal(() => {
      stop()
      resolve()
    })
  })
}

function summary(keeper: Keeper, { recordings }: ServeSettings): string {
  const lost = keeper.lost()
  const kept = `${count(keeper.kept(), 'exchange')} recorded in ${recordings}`
  return lost.length === 0 ? `${kept}.` : `${kept}, ${lost.length} NOT recorded: ${lost.join('; ')}`
}
