import { Console } from 'node:console'
import { serveMcp } from '@ringback/mcp'
import { numberOptions, recordingsOption, storeOption, requestOptions } from '../../options/shared.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { fuzzOptions } from '../fuzz/options.ts'
import { mcpSettings } from './settings.ts'

/** `ringback mcp`: a server of the Model Context Protocol on stdin and stdout. */
export const mcpCommand: Command = command({
  options: {
    'allow-calls': {
      type: 'boolean',
      default: false,
      describe: 'Also let the agent call, fuzz, map and replay: apps on this machine only',
    },
    app: {
      type: 'string',
      placeholder: '<url>',
      describe:
        'The app that is called if the agent names no other: http://127.0.0.1:3000/voice (default: `app` in ringback.config.ts)',
    },
    unredacted: {
      type: 'boolean',
      default: false,
      describe: 'Also show the agent recordings that were made with redaction off',
    },
    recordings: recordingsOption,
    store: storeOption,
    findings: { ...fuzzOptions.findings, describe: 'Folder of the findings of ringback fuzz' },
    'voice-url': numberOptions['voice-url'],
    'status-callback': numberOptions['status-callback'],
    'public-url': requestOptions['public-url'],
    'auth-token': {
      ...requestOptions['auth-token'],
      describe: 'The token to sign and check with; better set TWILIO_AUTH_TOKEN',
    },
    timeout: requestOptions.timeout,
  },
  examples: [
    ['ringback mcp', 'what a client of the protocol starts: the agent may read recordings and check TwiML'],
    ['ringback mcp --allow-calls --app http://127.0.0.1:3000/voice', 'the agent may also call your app'],
  ],
  sections: [
    {
      title: 'Clients',
      rows: [
        ['Claude Code', 'claude mcp add ringback -- npx ringback mcp'],
        ['Others', 'command "npx", arguments "ringback", "mcp"; see docs/mcp.md'],
      ],
    },
  ],
  run: async (options, io) => {
    const ended = new AbortController()
    const stopListening = io.onSignal(() => ended.abort())
    const restoreConsole = consoleTo(io)
    try {
      const { settings, close } = await mcpSettings(options, io)
      if (io.isTerminal.stdin) {
        io.stderr.write(
          'Waiting for a client of the Model Context Protocol on stdin. Clients start this command by themselves. Stop: Ctrl+C\n',
        )
      }
      try {
        await serveMcp(settings, io, ended.signal)
      } finally {
        await close()
      }
      return exitCode.good
    } finally {
      restoreConsole()
      stopListening()
    }
  },
})

/** What the configuration file or a library prints must not come between the messages on stdout. Returns how to undo it. */
function consoleTo({ stderr }: Io): () => void {
  const { console } = globalThis
  globalThis.console = new Console(stderr, stderr)
  return () => {
    globalThis.console = console
  }
}
