import type { PageNotes } from '../shell/help.ts'

/** The variables of the environment that commands read, and what for. */
const variables = {
  TWILIO_AUTH_TOKEN:
    'The auth token of your Twilio account, unless an option gives it; TWILIO_AUTH_TOKEN_FILE: the file that it is in',
  TWILIO_ACCOUNT_SID: 'The SID of your Twilio account, unless an option or ringback.config.ts gives it',
  RINGBACK_REDACTION_KEY:
    'The redaction key, in place of the file .ringback/redaction.key; RINGBACK_REDACTION_KEY_FILE: the file that it is in',
  RINGBACK_STORE:
    'The URL of the database, so that its password is on no command line; RINGBACK_STORE_FILE: the file that it is in',
  RINGBACK_TUNNEL_API: 'Where the local API of a tunnel listens, if not where its agent listens by itself',
  PACT_BROKER_BASE_URL: 'The Pact Broker, unless --broker-url gives it',
  PACT_BROKER_TOKEN: 'The token for the broker',
  PACT_BROKER_USERNAME: 'The user name for the broker',
  PACT_BROKER_PASSWORD: 'The password for the broker',
  GITHUB_ACTIONS: 'Set by GitHub Actions: findings are annotations, too',
  GITHUB_STEP_SUMMARY: 'Set by GitHub Actions: the file of the job summary, for the reporter github',
} as const

type Variable = keyof typeof variables

interface Notes {
  readonly page: string
  readonly fails?: string
  readonly environment?: readonly Variable[]
}

const ci = ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY'] as const
const broker = [
  'PACT_BROKER_BASE_URL',
  'PACT_BROKER_TOKEN',
  'PACT_BROKER_USERNAME',
  'PACT_BROKER_PASSWORD',
] as const
const key = 'RINGBACK_REDACTION_KEY'
const token = 'TWILIO_AUTH_TOKEN'
const account = 'TWILIO_ACCOUNT_SID'

/** What the help page of a command says beside its options, by the words of the command. */
export const helpNotes: Readonly<Record<string, Notes>> = {
  init: { page: 'start.md', fails: 'The first call failed, and was not recorded', environment: [token] },
  record: {
    page: 'record.md',
    fails: 'An exchange could not be recorded',
    environment: [token, key, 'RINGBACK_STORE', 'RINGBACK_TUNNEL_API'],
  },
  show: { page: 'recordings.md', environment: [key] },
  inspect: { page: 'inspector.md', environment: [token, key] },
  replay: { page: 'record.md', fails: 'An answer has changed', environment: [token, key, ...ci] },
  originals: { page: 'recordings.md' },
  'originals commit': { page: 'recordings.md', environment: [key] },
  'originals prune': { page: 'recordings.md', environment: [key] },
  store: { page: 'recordings.md' },
  'store migrate': { page: 'recordings.md', environment: ['RINGBACK_STORE'] },
  'store push': { page: 'recordings.md', environment: ['RINGBACK_STORE', key] },
  'store pull': { page: 'recordings.md', environment: ['RINGBACK_STORE', key] },
  'store stats': { page: 'recordings.md', environment: ['RINGBACK_STORE'] },
  'store prune': { page: 'recordings.md', environment: ['RINGBACK_STORE'] },
  forget: { page: 'recordings.md', fails: 'Nothing of the person was found', environment: [key] },
  key: { page: 'recordings.md', environment: [key] },
  'key rotate': { page: 'recordings.md', environment: [key] },
  call: {
    page: 'call.md',
    fails: 'The call met an error, or the script of the caller failed',
    environment: [token, account, key],
  },
  fuzz: {
    page: 'fuzz.md',
    fails: 'There is a finding of the severity that --fail-on says, or the app went down',
    environment: [token, ...ci],
  },
  'fuzz replay': { page: 'fuzz.md', fails: 'The finding is not fixed', environment: [token] },
  map: { page: 'map.md', fails: 'There is an error on the map', environment: [token, ...ci] },
  load: {
    page: 'load.md',
    fails: 'A call met an error or was not started, or p95 of a route or of first audio is above its budget',
    environment: [token, account, key],
  },
  contract: { page: 'contracts.md' },
  'contract build': { page: 'contracts.md', environment: [token, key] },
  'contract verify': {
    page: 'contracts.md',
    fails: 'The app does not keep the contract',
    environment: [token, key, ...broker, ...ci],
  },
  'contract diff': { page: 'contracts.md', fails: 'There is a breaking change' },
  'contract publish': { page: 'contracts.md', environment: broker },
  'contract can-i-deploy': {
    page: 'contracts.md',
    fails: 'The version must not be deployed, or the broker does not know yet',
    environment: broker,
  },
  'contract record-deployment': { page: 'contracts.md', environment: broker },
  check: { page: 'troubleshooting.md' },
  'check webhook': { page: 'payloads.md', fails: 'Twilio cannot have sent it', environment: ci },
  'check twiml': {
    page: 'troubleshooting.md',
    fails: 'There is a finding of the severity that --fail-on says',
    environment: [token, ...ci],
  },
  'check recordings': { page: 'recordings.md', environment: [key, ...ci] },
  serve: {
    page: 'serve.md',
    fails: 'An exchange could not be recorded',
    environment: [token, account, key],
  },
  mcp: { page: 'mcp.md', environment: [token, key] },
  generate: { page: 'payloads.md', environment: [token] },
  doctor: {
    page: 'signatures.md',
    fails: 'The signature does not match, or something else needs a change',
    environment: [token, key],
  },
  sign: { page: 'signatures.md', environment: [token] },
  'sign verify': { page: 'signatures.md', fails: 'A signature does not match', environment: [token] },
  catalog: { page: 'payloads.md' },
  drift: {
    page: 'drift.md',
    fails: 'Twilio sent something that the catalog does not have',
    environment: [key],
  },
  completion: { page: 'completion.md' },
  export: { page: 'recordings.md' },
  'export har': { page: 'recordings.md', environment: [key] },
  import: { page: 'recordings.md' },
  'import har': { page: 'recordings.md', fails: 'An entry was left out', environment: [key] },
  report: { page: 'contracts.md' },
  'report merge': { page: 'contracts.md', fails: 'A report has a finding' },
}

/** The notes on a command. */
export function notesOn(words: readonly string[]): PageNotes {
  const { environment = [], ...notes } = helpNotes[words.join(' ')] ?? { page: 'index.md' }
  return { ...notes, environment: environment.map((name) => [name, variables[name]] as const) }
}
