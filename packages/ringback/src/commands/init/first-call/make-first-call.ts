import { isAppModule } from '../../../app/app-module.ts'
import { placeholderToken } from '../../../app/auth-token.ts'
import { isUp } from '../../../app/is-up.ts'
import { environmentTokens } from '../../../app/tokens-in.ts'
import { parseOptions } from '../../../shell/parse-options.ts'
import { exitCode, type ExitCode } from '../../../shell/exit-code.ts'
import type { Io } from '../../../shell/io.ts'
import { withSecret } from '../../../state/secret.ts'
import { callCommand } from '../../call/call.ts'
import type { Project } from '../project/read-project.ts'
import type { Setup } from '../setup.ts'
import { startApp, type StartedApp } from './start-app.ts'

/**
 * Calls the app and records the call: `ringback call --record`, with the configuration that was just written. An app that does
 * not run is started for it, and stopped again. A call with an error is not recorded.
 */
export async function makeFirstCall(project: Project, setup: Setup, io: Io): Promise<ExitCode> {
  const token = environmentTokens(io.env)?.[0] ?? project.environment.authToken?.value
  const withToken = (authToken: string | undefined): Io => ({
    ...io,
    env: authToken === undefined ? io.env : withSecret(io.env, 'TWILIO_AUTH_TOKEN', authToken),
  })
  const { start, startsApp, app } = setup
  if (app !== undefined && start !== undefined && startsApp) {
    // An app that is started here and gets no other token.
    const around = withToken(token ?? placeholderToken)
    const running = await started(start, { project, url: new URL(app), io: around })
    try {
      return await callAndRecord(project, setup, around)
    } finally {
      await running.stop()
    }
  }
  const canBeCalled = app === undefined || isAppModule(app) ? true : await isUp(new URL(app))
  if (canBeCalled) return callAndRecord(project, setup, withToken(token))
  io.stderr.write(`No call was made: nothing listens at ${app}.\n`)
  return exitCode.good
}

async function started(
  command: string,
  { project, url, io }: { readonly project: Project; readonly url: URL; readonly io: Io },
): Promise<StartedApp> {
  const abort = new AbortController()
  const stopListening = io.onSignal(() => abort.abort())
  io.stderr.write(`Starting the app: ${command}\n`)
  try {
    return await startApp({ command, cwd: project.directory, env: io.env, url, signal: abort.signal })
  } finally {
    stopListening()
  }
}

async function callAndRecord(project: Project, setup: Setup, io: Io): Promise<ExitCode> {
  const { values } = parseOptions(
    [
      ...(setup.functions === undefined ? [setup.app ?? ''] : ['--functions', setup.functions]),
      '--voice-url',
      setup.voiceUrl,
      '--keys',
      setup.keys,
      '--record',
    ],
    callCommand,
  )
  // The options were read by the rows that `run` was typed by.
  return callCommand.run({ ...values, recordsGoodCallsOnly: true } as never, {
    ...io,
    cwd: project.directory,
  })
}
