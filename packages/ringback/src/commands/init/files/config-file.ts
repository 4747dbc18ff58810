import type { Project } from '../project/read-project.ts'
import type { PlannedFile } from '../changes/plan-file.ts'
import type { Setup } from '../setup.ts'

/**
 * `ringback.config`, in the kind of file that Node reads without a warning: TypeScript where the package is of modules, `.mts`
 * where it is not, plain JavaScript in a project of another language. It imports types alone, so that it can be read before
 * anything is installed.
 */
export function configFile(project: Project, setup: Setup): PlannedFile {
  const isNode = project.packageJson !== undefined
  const loadsEnv = project.environment.authToken !== undefined
  const end = !isNode ? 'mjs' : project.packageJson.isModule ? 'ts' : 'mts'
  return {
    path: `ringback.config.${end}`,
    text: [
      ...(loadsEnv ? ["import { existsSync } from 'node:fs'", "import process from 'node:process'"] : []),
      ...(isNode ? ["import type { RingbackConfig } from 'ringback'"] : []),
      ...(loadsEnv || isNode ? [''] : []),
      ...(loadsEnv ? envLines(project) : []),
      'export default {',
      ...settingsOf(setup).map((line) => `  ${line}`),
      isNode ? '} satisfies RingbackConfig' : '}',
      '',
    ].join('\n'),
  }
}

function envLines({ environment }: Project): readonly string[] {
  return [
    `// TWILIO_AUTH_TOKEN is read from where the app has it.`,
    `const env = new URL('${environment.authToken?.from}', import.meta.url)`,
    'if (existsSync(env)) process.loadEnvFile(env)',
    '',
  ]
}

function settingsOf({
  app,
  functions,
  voiceUrl,
  publicUrl,
  accountSid,
  ownNumbers,
}: Setup): readonly string[] {
  return [
    ...(app === undefined
      ? ['// The folder of the Twilio Functions, and the path that Twilio requests when a call comes in.']
      : [
          '// Where the app listens, and the path that Twilio requests when a call comes in.',
          `app: ${quoted(app)},`,
        ]),
    ...(functions === undefined ? [] : [`functions: ${quoted(functions)},`]),
    `voiceUrl: ${quoted(voiceUrl)},`,
    ...(publicUrl === undefined
      ? []
      : ['// What Twilio requests and signs.', `publicUrl: ${quoted(publicUrl)},`]),
    ...(accountSid === undefined && ownNumbers.length === 0
      ? []
      : ['// Your own, and so no secret in recordings.']),
    ...(accountSid === undefined ? [] : [`accountSid: ${quoted(accountSid)},`]),
    ...(ownNumbers.length === 0 ? [] : [`ownNumbers: [${ownNumbers.map(quoted).join(', ')}],`]),
  ]
}

function quoted(text: string): string {
  return `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll("'", String.raw`\'`)
    .replaceAll(String.raw`\"`, '"')}'`
}
