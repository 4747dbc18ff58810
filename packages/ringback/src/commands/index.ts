import type { CommandEntry } from '../shell/command-entry.ts'

const start = 'Start'
const record = 'Record and replay'
const test = 'Test your app'
const look = 'Look things up'
const files = 'Files'

/** Every command, in the order of the help page. */
export const commands: readonly CommandEntry[] = [
  {
    usage: 'init [folder]',
    describe: 'Set a project up, and make its first recording without an account or a tunnel',
    group: start,
    load: async () => (await import('./init/init.ts')).initCommand,
  },
  {
    usage: 'record [app]',
    describe: 'Record real webhooks: a reverse proxy in front of your app',
    group: record,
    load: async () => (await import('./record/record.ts')).recordCommand,
  },
  {
    usage: 'show [call]',
    describe: 'List the recorded calls, or show one as a transcript',
    group: record,
    load: async () => (await import('./show/show.ts')).showCommand,
  },
  {
    usage: 'inspect [folder]',
    describe: 'Look at the recorded calls in a browser, or write them as one HTML file',
    group: record,
    load: async () => (await import('./inspect/inspect.ts')).inspectCommand,
  },
  {
    usage: 'replay [app] [call]',
    describe: 'Send recorded webhooks to your app again and compare the answers',
    group: record,
    load: async () => (await import('./replay/replay.ts')).replayCommand,
  },
  {
    usage: 'originals <command>',
    describe: 'Work with the sealed originals of recordings',
    group: record,
    subcommands: [
      {
        usage: 'commit',
        describe: 'Let the sealed originals into git',
        load: async () => (await import('./originals/commit.ts')).originalsCommitCommand,
      },
      {
        usage: 'prune',
        describe: 'Remove originals without a recording, or old ones',
        load: async () => (await import('./originals/prune.ts')).originalsPruneCommand,
      },
    ],
  },
  {
    usage: 'store <command>',
    describe: 'Share recordings through a PostgreSQL database',
    group: record,
    subcommands: [
      {
        usage: 'migrate',
        describe: 'Create the tables, or bring them to the state that this version needs',
        load: async () => (await import('./store/migrate.ts')).storeMigrateCommand,
      },
      {
        usage: 'push [folder]',
        describe: 'Copy the recordings of a folder into the database',
        load: async () => (await import('./store/push.ts')).storePushCommand,
      },
      {
        usage: 'pull [call]',
        describe: 'Copy recordings out of the database into the recordings folder',
        load: async () => (await import('./store/pull.ts')).storePullCommand,
      },
      {
        usage: 'stats',
        describe: 'Show what is in the database',
        load: async () => (await import('./store/stats.ts')).storeStatsCommand,
      },
      {
        usage: 'prune',
        describe: 'Remove old calls from the database',
        load: async () => (await import('./store/prune.ts')).storePruneCommand,
      },
    ],
  },
  {
    usage: 'forget <who>',
    describe: 'Remove a person: recordings, originals and what is remembered of them',
    group: record,
    load: async () => (await import('./forget/forget.ts')).forgetCommand,
  },
  {
    usage: 'key',
    describe: 'Show where the redaction key is, and how to give it to CI',
    group: record,
    load: async () => (await import('./key/key.ts')).keyCommand,
    subcommands: [
      {
        usage: 'rotate',
        describe: 'Bring the recordings under a new redaction key',
        load: async () => (await import('./key/rotate.ts')).keyRotateCommand,
      },
    ],
  },
  {
    usage: 'call [app]',
    describe: 'Call your app: hear what it says, press keys, speak',
    group: test,
    load: async () => (await import('./call/call.ts')).callCommand,
  },
  {
    usage: 'fuzz [app]',
    describe: 'Send every webhook that Twilio could send, and shrink what breaks your app',
    group: test,
    load: async () => (await import('./fuzz/fuzz.ts')).fuzzCommand,
    subcommands: [
      {
        usage: 'replay [app] <finding>',
        describe: 'Send a finding again: FIXED or FAILED',
        load: async () => (await import('./fuzz/replay.ts')).fuzzReplayCommand,
      },
    ],
  },
  {
    usage: 'map [app]',
    describe: 'Draw the phone tree of your app, and mark where callers get lost',
    group: test,
    load: async () => (await import('./map/map.ts')).mapCommand,
  },
  {
    usage: 'load [app]',
    describe: 'Make many calls at once, and see how long your app takes to answer',
    group: test,
    load: async () => (await import('./load/load.ts')).loadCommand,
  },
  {
    usage: 'contract <command>',
    describe: 'Contract tests: build and verify a Pact for your app',
    group: test,
    subcommands: [
      {
        usage: 'build [app]',
        describe: 'Write pact files from webhook kinds and from recordings',
        load: async () => (await import('./contract/build.ts')).contractBuildCommand,
      },
      {
        usage: 'verify [app]',
        describe: 'Verify your app against its pact files, with its signature check on',
        load: async () => (await import('./contract/verify.ts')).contractVerifyCommand,
      },
      {
        usage: 'diff <old> <new>',
        describe: 'Show what changes for the caller between two contracts',
        load: async () => (await import('./contract/diff.ts')).contractDiffCommand,
      },
      {
        usage: 'publish [pacts..]',
        describe: 'Publish pact files to a Pact Broker',
        load: async () => (await import('./contract/publish.ts')).contractPublishCommand,
      },
      {
        usage: 'can-i-deploy',
        describe: 'Ask the Pact Broker whether a version of your app may be deployed',
        load: async () => (await import('./contract/deployment.ts')).canIDeployCommand,
      },
      {
        usage: 'record-deployment',
        describe: 'Tell the Pact Broker that a version of your app was deployed',
        load: async () => (await import('./contract/deployment.ts')).recordDeploymentCommand,
      },
    ],
  },
  {
    usage: 'check <command>',
    describe: 'Check a webhook, a TwiML document or a folder of recordings',
    group: test,
    subcommands: [
      {
        usage: 'webhook [file]',
        describe: 'Check whether Twilio could have sent a webhook',
        load: async () => (await import('./check/webhook.ts')).checkWebhookCommand,
      },
      {
        usage: 'twiml [source]',
        describe: "Show what Twilio's debugger would log about a TwiML document",
        load: async () => (await import('./check/twiml.ts')).checkTwimlCommand,
      },
      {
        usage: 'recordings [folder]',
        describe: 'Check that every recording can be read: damage, merge conflicts, unknown formats',
        load: async () => (await import('./check/recordings.ts')).checkRecordingsCommand,
      },
    ],
  },
  {
    usage: 'serve [app]',
    describe: "Serve Twilio's REST API: calls that your app creates are really placed",
    group: test,
    load: async () => (await import('./serve/serve.ts')).serveCommand,
  },
  {
    usage: 'mcp',
    describe: 'Serve recordings, checks and lookups to coding agents (MCP)',
    group: look,
    load: async () => (await import('./mcp/mcp.ts')).mcpCommand,
  },
  {
    usage: 'generate [kind]',
    describe: 'Print webhooks that Twilio could send, unusual ones included',
    group: look,
    load: async () => (await import('./generate.ts')).generateCommand,
  },
  {
    usage: 'doctor [exchange]',
    describe: 'Explain why a signature is refused; check a running app, or ringback itself',
    group: look,
    load: async () => (await import('./doctor/doctor.ts')).doctorCommand,
  },
  {
    usage: 'sign <url>',
    describe: 'Compute the X-Twilio-Signature of a request',
    group: look,
    load: async () => (await import('./sign/sign.ts')).signCommand,
    subcommands: [
      {
        usage: 'verify [url]',
        describe: 'Verify signatures: of one request, or of every line of stdin',
        load: async () => (await import('./sign/verify.ts')).signVerifyCommand,
      },
    ],
  },
  {
    usage: 'catalog [name]',
    describe: 'Look up a webhook kind, a parameter or an error code of Twilio',
    group: look,
    load: async () => (await import('./catalog.ts')).catalogCommand,
  },
  {
    usage: 'drift [folder]',
    describe: 'Compare recorded webhooks with what ringback knows of Twilio',
    group: look,
    load: async () => (await import('./drift/drift.ts')).driftCommand,
  },
  {
    usage: 'completion <shell>',
    describe: 'Print the script that lets bash, zsh or fish complete command lines',
    group: look,
    load: async () => (await import('./completion/completion.ts')).completionCommand,
  },
  {
    usage: 'export <command>',
    describe: 'Write recordings in another format',
    group: files,
    subcommands: [
      {
        usage: 'har [call]',
        describe: 'Write recordings as a HAR file',
        load: async () => (await import('./har/export-har.ts')).exportHarCommand,
      },
    ],
  },
  {
    usage: 'import <command>',
    describe: 'Import what another tool recorded',
    group: files,
    subcommands: [
      {
        usage: 'har [file]',
        describe: 'Import the webhooks of a HAR file as recordings',
        load: async () => (await import('./har/import-har.ts')).importHarCommand,
      },
    ],
  },
  {
    usage: 'report <command>',
    describe: 'Work with reports',
    group: files,
    subcommands: [
      {
        usage: 'merge <reports..>',
        describe: 'Merge the JSON reports of shards into one',
        load: async () => (await import('./report/merge.ts')).reportMergeCommand,
      },
    ],
  },
]
