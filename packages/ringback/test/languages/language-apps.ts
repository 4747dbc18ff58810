import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pythonWith } from '@ringback/test-support/python'

const fixture = join(import.meta.dirname, '../../../../fixtures/apps/languages')
const plugin = join(import.meta.dirname, '../../../../tools/pytest-ringback')

type Command = readonly [program: string, ...argv: readonly string[]]

/** The phone line in a language, and a test of it in that language. */
export interface LanguageApp {
  /** The framework, and the Debian packages that it needs. */
  readonly name: string
  /** Its page in docs/languages. */
  readonly page: string
  readonly isInstalled: boolean
  /** For the app and its test. */
  readonly env?: Readonly<Record<string, string>>
  /** Options of `fuzz` for a slow server, whose language another framework tries in full. */
  readonly fuzz?: readonly string[]
  /** Builds what has to be built, in a folder of the test. */
  readonly build?: (scratch: string) => void
  /** Starts the app, which reads its port from `PORT` too. */
  readonly app: (where: { readonly port: string; readonly scratch: string }) => Command
  readonly test: (where: { readonly scratch: string }) => Command
}

const source = (...parts: readonly string[]): string => join(fixture, 'src', ...parts)
const testOf = (file: string): string => join(fixture, 'test', file)
const runs = (program: string, ...argv: readonly string[]): boolean => spawnSync(program, argv).status === 0

const flask = pythonWith('flask', 'pytest')
const django = pythonWith('django')
const fastapi = pythonWith('fastapi', 'uvicorn', 'multipart')
const standIn = source('twilio-stand-in')
// Without the module proxy: the app needs nothing but the standard library.
const goEnv = { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off' }

const pytestOptions = ['-p', 'pytest_ringback.plugin', '-p', 'no:cacheprovider']

/** Every language in which the phone line is tried. */
export const languageApps: readonly LanguageApp[] = [
  {
    name: 'Flask (python3-flask, python3-pytest)',
    page: 'flask',
    isInstalled: flask !== undefined,
    env: { PYTHONPATH: [standIn, join(plugin, 'src')].join(delimiter) },
    app: () => [flask ?? '', source('flask/app.py')],
    test: () => [flask ?? '', '-m', 'pytest', ...pytestOptions, testOf('test_flask.py')],
  },
  {
    name: 'Django (python3-django)',
    page: 'django-and-fastapi',
    isInstalled: django !== undefined,
    env: { PYTHONPATH: standIn },
    fuzz: ['--checks', 'http-status'],
    app: ({ port }) => [django ?? '', source('django/manage.py'), 'runserver', '--noreload', port],
    test: () => [django ?? '', testOf('python_test.py')],
  },
  {
    name: 'FastAPI (python3-fastapi, python3-uvicorn, python3-multipart)',
    page: 'django-and-fastapi',
    isInstalled: fastapi !== undefined,
    env: { PYTHONPATH: standIn },
    fuzz: ['--checks', 'http-status'],
    app: ({ port }) => [
      fastapi ?? '',
      '-m',
      'uvicorn',
      '--app-dir',
      source('fastapi'),
      '--port',
      port,
      'main:app',
    ],
    test: () => [fastapi ?? '', testOf('python_test.py')],
  },
  {
    name: 'PHP (php-cli)',
    page: 'laravel',
    isInstalled: runs('php', '-v'),
    app: ({ port }) => ['php', '-S', `127.0.0.1:${port}`, source('php/index.php')],
    test: () => ['php', testOf('php_test.php')],
  },
  {
    name: 'Go (golang-go)',
    page: 'go',
    isInstalled: runs('go', 'version'),
    build(scratch) {
      const options = { cwd: join(scratch, 'go'), env: goEnv }
      cpSync(source('go'), options.cwd, { recursive: true })
      execFileSync('go', ['build', '-o', '../phone-line', '.'], options)
      execFileSync('go', ['test', '-c', '-vet=off', '-o', '../phone-line-test', '.'], options)
    },
    app: ({ scratch }) => [join(scratch, 'phone-line')],
    test: ({ scratch }) => [join(scratch, 'phone-line-test')],
  },
  {
    name: 'Ruby (ruby-sinatra, ruby-webrick, ruby-minitest)',
    page: 'rails',
    isInstalled: runs('ruby', '-e', "require 'sinatra/base'; require 'webrick'; require 'minitest'"),
    app: () => ['ruby', source('ruby/app.rb')],
    test: () => ['ruby', testOf('ruby_test.rb')],
  },
]
