import { messageOf, parseAppUrl, RingbackError } from '@ringback/common'
import { realClock } from '@ringback/twilio-client'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { TwilioServerOptions } from '@ringback/msw/server'
import { type Person } from '@ringback/simulator'
import { authTokenOf } from '../../app/auth-token.ts'
import { publicUrlOf } from '../../app/public-url.ts'
import { loadConfig } from '../../config/load-config.ts'
import { recordingSettings } from '../../recordings/recording-settings.ts'
import type { RecordingWriterOptions } from '../../recordings/recording-writer.ts'
import type { Io } from '../../shell/io.ts'
import type { ClockPace } from './on-wall-clock.ts'

/** The options of `ringback serve` as the command line gives them. */
export interface ServeOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly port: number
  readonly host: string
  readonly accountSid?: string | undefined
  readonly authToken?: string | undefined
  readonly apiKey: readonly string[]
  readonly publicUrl?: string | undefined
  readonly number?: readonly string[] | undefined
  readonly people?: string | undefined
  readonly speed: number
  readonly virtualTime?: boolean | undefined
  /** In seconds. */
  readonly answerPatience: number
  readonly recordings?: string | undefined
  readonly store?: string | undefined
  readonly redact?: boolean | undefined
  readonly originals?: boolean | undefined
}

/** What a server works with: options, configuration file, environment and defaults brought together. */
export interface ServeSettings extends RecordingWriterOptions {
  /** How the clock of the calls goes. */
  readonly pace: ClockPace
  readonly server: TwilioServerOptions
}

/** The option wins over the environment and the configuration file. Throws a `RingbackError` that names all that is missing. */
export async function serveSettings(options: ServeOptions, io: Io): Promise<ServeSettings> {
  const loaded = await loadConfig(io, options.config)
  const { config } = loaded
  const accountSid = options.accountSid ?? io.env.TWILIO_ACCOUNT_SID ?? config.accountSid
  const authToken = authTokenOf(options.authToken, config, io)
  const missing = [
    ...(accountSid === undefined ? ['--account-sid or TWILIO_ACCOUNT_SID'] : []),
    ...(authToken === undefined ? ['--auth-token or TWILIO_AUTH_TOKEN'] : []),
  ]
  if (accountSid === undefined || authToken === undefined) {
    throw new RingbackError('no-account', `No account given: ${missing.join(' and ')}.`, {
      remedy:
        'Use the same values as your app. Invented ones work too: AC followed by 32 hexadecimal digits.',
    })
  }
  const app = options.app ?? config.app
  const publicUrl = publicUrlOf(options.publicUrl ?? config.publicUrl)
  return {
    pace: { startedAt: Date.now(), speed: options.virtualTime === true ? 1 : options.speed },
    server: {
      accountSid,
      authToken,
      apiKeys: apiKeysOf(options.apiKey),
      port: options.port,
      host: options.host,
      answerPatienceMs: options.answerPatience * 1000,
      clock: realClock({ speed: options.speed }),
      virtualTime: options.virtualTime ?? false,
      control: {
        ...(app !== undefined && { app: parseAppUrl(app).href }),
        ...(publicUrl !== undefined && { publicUrl }),
        ...(config.voiceUrl !== undefined && { voiceUrl: config.voiceUrl }),
        ...(options.number?.[0] !== undefined && { number: options.number[0] }),
      },
      people: await peopleOf(options.people, io),
      ...(options.number !== undefined && { numbers: options.number }),
      ...(publicUrl !== undefined && { publicUrl }),
      ...(publicUrl !== undefined && app !== undefined && { app: parseAppUrl(app).href }),
    },
    ...recordingSettings(options, loaded, io, { accountSid, publicUrl }),
  }
}

function apiKeysOf(keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keys.map((key) => {
      const colon = key.indexOf(':')
      if (colon > 0) return [key.slice(0, colon), key.slice(colon + 1)]
      throw new RingbackError('bad-api-key', `--api-key ${key} has no secret.`, {
        remedy: 'Write the SID, a colon and the secret: --api-key SK...:secret',
      })
    }),
  )
}

async function peopleOf(file: string | undefined, io: Io): Promise<Readonly<Record<string, Person>>> {
  if (file === undefined) return {}
  const path = resolve(io.cwd, file)
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'))
    // Somebody whose description says nothing of use answers and listens.
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, Person>>
  } catch (error) {
    throw new RingbackError('people-unreadable', `Cannot read --people ${path}: ${messageOf(error)}`, {
      remedy: peopleHelp,
      cause: error,
    })
  }
  throw new RingbackError('bad-people', `--people ${path} is not a JSON object.`, { remedy: peopleHelp })
}

const peopleHelp =
  'Write what each person does: {"+14155550101": {"does": "is-busy"}, "+14155550102": {"after": 10}}'
