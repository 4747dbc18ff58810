/** The options of `ringback init`: one for each question. */
export const initOptions = {
  app: {
    type: 'string',
    placeholder: '<url>',
    describe: 'Where your app listens (default: the port of its sources)',
    group: 'Answers',
  },
  'voice-url': {
    type: 'string',
    placeholder: '<path>',
    describe: 'The path that answers calls (default: the route that looks like it)',
    group: 'Answers',
  },
  start: {
    type: 'string',
    placeholder: '<command>',
    describe: 'How your app is started (default: its start script, or what its framework has)',
    group: 'Answers',
  },
  test: {
    type: 'boolean',
    describe: 'Write a first test with vitest; --no-test writes none (default: in projects of Node.js)',
    group: 'Answers',
  },
  ci: {
    type: 'string',
    placeholder: '<service>',
    choices: ['github', 'none'],
    describe: 'Whose CI workflow is written (default: github, or none beside the files of another)',
    group: 'Answers',
  },
  call: {
    type: 'boolean',
    describe: 'Call the app for the first recording; --no-call leaves that out (default: call)',
    group: 'Answers',
  },
  keys: {
    type: 'string',
    placeholder: '<steps>',
    default: '1',
    describe: 'What the caller of the first recording does, as in ringback call --keys',
    group: 'Answers',
  },
  yes: {
    type: 'boolean',
    default: false,
    describe: 'Ask nothing: write the files, start the app if it does not run, and call it',
  },
  'dry-run': { type: 'boolean', default: false, describe: 'Show what would be written, and write nothing' },
} as const

/** What the options read as. */
export interface InitOptions {
  readonly app?: string | undefined
  readonly voiceUrl?: string | undefined
  readonly start?: string | undefined
  readonly test?: boolean | undefined
  readonly ci?: 'github' | 'none' | undefined
  readonly call?: boolean | undefined
  readonly keys: string
  readonly yes: boolean
  readonly dryRun: boolean
}
