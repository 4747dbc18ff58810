import type { FunctionsOptions } from '../options.ts'
import type { TwilioClientLike, TwilioPackage } from '../project/project-twilio.ts'
import type { Resource } from '../project/resource.ts'
import type { Running } from './current-app.ts'
import { sdkHttpClient } from './rest-client.ts'
import { runtimeClient } from './runtime-client.ts'
import { TwilioResponse } from './twilio-response.ts'

/** What the Functions of a project run with. */
export interface Runtime {
  readonly app: Omit<Running, 'fail'>
  /** The `context` of an invocation. */
  readonly contextFor: (url: URL) => object
  /** Whether a value is TwiML that Twilio's SDK built. */
  readonly isTwiml: (value: object) => boolean
}

/** What a runtime is made of. */
export interface RuntimeParts {
  readonly twilio: TwilioPackage
  readonly functions: readonly Resource[]
  readonly assets: readonly Resource[]
  readonly environment: Readonly<Record<string, string>>
}

/** The globals and the context of a project's Functions. */
export function createRuntime(
  { twilio, functions, assets, environment }: RuntimeParts,
  { twilioApi, onLog }: Pick<FunctionsOptions, 'twilioApi' | 'onLog'>,
): Runtime {
  const httpClient = sdkHttpClient(twilioApi)
  const getTwilioClient = (options: object = {}): TwilioClientLike =>
    twilio(environment.ACCOUNT_SID, environment.AUTH_TOKEN, { lazyLoading: true, httpClient, ...options })
  const classes = Object.values(twilio.twiml).filter((each) => typeof each === 'function')
  return {
    app: {
      Twilio: { ...twilio, Response: TwilioResponse },
      Runtime: runtimeClient(functions, assets, getTwilioClient),
      log: onLog,
    },
    contextFor: ({ pathname, host }) => ({
      PATH: pathname,
      DOMAIN_NAME: host,
      SERVICE_SID: undefined,
      ENVIRONMENT_SID: undefined,
      ...environment,
      getTwilioClient,
    }),
    isTwiml: (value) =>
      classes.some((each) => value instanceof each) || twimlNames.has(value.constructor?.name ?? ''),
  }
}

/** TwiML objects of another copy of the package are told by the names of their classes. */
const twimlNames: ReadonlySet<string> = new Set(['VoiceResponse', 'MessagingResponse', 'FaxResponse'])
