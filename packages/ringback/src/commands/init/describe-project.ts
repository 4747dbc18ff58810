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
    ['App', printable(setup.app), isPort ? from(port.from) : ''],
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
    ...environment.variables
      .slice(0, 6)
      .map(({ value, from: file }, index) => [index === 0 ? 'Variables' : '', value, from(file)]),
  ])
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
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
