import { relative, sep } from 'node:path'
import { isAppModule } from '../../../app/app-module.ts'
import type { PlannedFile } from '../changes/plan-file.ts'
import { languages } from '../project/languages.ts'
import type { Project } from '../project/read-project.ts'
import type { Setup } from '../setup.ts'
import { ringbackCommand } from '../ringback-command.ts'

/**
 * A workflow of GitHub Actions that starts the app, replays the recordings, fuzzes, and verifies the contract where there is
 * one. `testPath`: the test that it runs beside.
 */
export function workflowFile(project: Project, setup: Setup, testPath: string | undefined): PlannedFile {
  const { directory, repository } = project
  const folder = relative(repository.root, directory).split(sep).join('/')
  const name = folder === '' ? 'ringback' : `ringback-${folder.replaceAll(/[^\w-]+/g, '-')}`
  return {
    path: `.github/workflows/${name}.yml`,
    text: [
      `name: ${name}`,
      'on: [push, pull_request]',
      'jobs:',
      '  calls:',
      '    runs-on: ubuntu-latest',
      ...(folder === ''
        ? []
        : ['    defaults:', `      run: { working-directory: ${JSON.stringify(folder)} }`]),
      '    env:',
      '      # The app checks signatures with this token, and ringback signs with it. It need not be the real one.',
      '      TWILIO_AUTH_TOKEN: a-made-up-token-for-ci',
      '      # The key of the recordings, from `ringback key`. Without it, what depends on private values is not compared.',
      '      RINGBACK_REDACTION_KEY: ${{ secrets.RINGBACK_REDACTION_KEY }}',
      '    steps:',
      ...[
        '- uses: actions/checkout@v5',
        '- uses: actions/setup-node@v5\n  with: { node-version: 24 }',
        ...installSteps(project),
        ...(setup.app === undefined || isAppModule(setup.app) ? [] : [startStep(setup.app, setup.start)]),
        ...callSteps(project, folder, testPath),
      ].flatMap((step) => step.split('\n').map((line) => `      ${line}`)),
      '',
    ].join('\n'),
  }
}

function installSteps({ language, repository, packageJson, directory }: Project): readonly string[] {
  if (language !== 'node' || packageJson === undefined) return language ? languages[language].setup : []
  const { packageManager, lockFolder } = repository
  const { name, installLocked } = packageManager
  const line = `- run: ${lockFolder === undefined && name === 'npm' ? 'npm install' : installLocked}`
  const elsewhere =
    lockFolder === undefined || lockFolder === directory
      ? ''
      : `\n  working-directory: ${JSON.stringify(relative(repository.root, lockFolder) || '.')}`
  const setup = {
    npm: [],
    pnpm: ['- run: corepack enable'],
    yarn: ['- run: corepack enable'],
    bun: ['- uses: oven-sh/setup-bun@v2'],
  }[name]
  return [...setup, line + elsewhere]
}

function startStep(app: string, start: string | undefined): string {
  return [
    '- name: Start the app',
    '  run: |',
    start === undefined
      ? '    echo "Write here the command that starts the app, and an ampersand (&) behind it." && exit 1'
      : `    ${start} > app.log 2>&1 &`,
    `    timeout 60 sh -c 'until curl -s -o /dev/null ${app}; do sleep 0.5; done' || { cat app.log; exit 1; }`,
  ].join('\n')
}

function callSteps(project: Project, folder: string, testPath: string | undefined): readonly string[] {
  const ringback = ringbackCommand(project)
  const { execute } = project.repository.packageManager
  return [
    ...(testPath === undefined ? [] : [`- run: ${execute} vitest run ${testPath}`]),
    `- run: ${ringback} replay`,
    `- run: ${ringback} fuzz`,
    `- if: hashFiles('${folder === '' ? '' : `${folder}/`}pacts/*.json') != ''\n  run: ${ringback} contract verify`,
  ]
}
