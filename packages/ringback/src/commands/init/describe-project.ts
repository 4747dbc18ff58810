import { printable } from '@ringback/common'
import { table } from '../../format/table.ts'
import { languages } from './project/languages.ts'
import type { Project } from './project/read-project.ts'
import type { Setup } from './setup.ts'

/** What was found in the project, a line each. Names of variables, never their values. */
export function describeProject(project: Project, setup: Setup): string {
  const { port, voicePath, environment } = project
  const isPort = setup.app === `http://localhost:${port.value}`
  const isPath = setup.voiceUrl === voicePath?.value
  const isGuess = voicePath === undefined && setup.voiceUrl === '/voice'
  return table([
    ['Project', printable(kindOf(project)), ''],
    ...(setup.app === undefined ? [] : [['App', printable(setup.app), isPort ? from(port.from) : '']]),
    ...(setup.functions === undefined
      ? []
      : [['Functions', printable(setup.functions), 'called without a server']]),
    [
      'Voice URL',
      printable(setup.voiceUrl),
      isPath
        ? from(voicePath.from)
        : isGuess
          ? 'no route looks like it; say --voice-url if it is another'
          : '',
    ],
    ...(setup.start === undefined ? [] : [['Start', printable(setup.start), '']]),
  ])
    .split('\n')
    .map((line) => line.trimEnd())
    .concat(variablesOf(environment))
    .join('\n')
}

const shownVariables = 8

function variablesOf({ variables }: Project['environment']): readonly string[] {
  if (variables.length === 0) return []
  const shown = variables
    .slice(0, shownVariables)
    .map(({ value, from: file }) => `${value} (${printable(file)})`)
  return [`Variables  ${shown.join(', ')}${variables.length > shownVariables ? ', ...' : ''}`]
}

function from(where: string): string {
  return printable(/^(?:the default|no) /.test(where) ? where : `from ${where}`)
}

function kindOf({ language, framework, testRunner, packageJson }: Project): string {
  if (language === undefined) return 'no language that ringback knows'
  const name = framework?.name ?? 'no framework that ringback knows'
  const kind = `${name} (${languages[language].name})`
  return testRunner === undefined || packageJson === undefined ? kind : `${kind}, tests with ${testRunner}`
}
