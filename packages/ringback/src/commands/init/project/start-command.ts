import { quoteForShell } from '@ringback/common'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Framework } from './frameworks.ts'
import type { LanguageName } from './languages.ts'
import type { PackageJson } from './package-json.ts'
import type { Repository } from './repository.ts'

/** What says how an app is started. */
export interface StartEvidence {
  readonly directory: string
  readonly packageJson: PackageJson | undefined
  readonly framework: Framework | undefined
  readonly language: LanguageName | undefined
  readonly repository: Repository
  readonly port: number
}

/** Files that are started as they are, where nothing else is said. */
const entryFiles: Readonly<
  Partial<Record<LanguageName, readonly (readonly [file: string, command: string])[]>>
> = {
  node: ['server', 'app', 'index', 'src/server', 'src/app', 'src/index'].flatMap((name) =>
    ['.js', '.mjs', '.ts', '.mts'].map((end) => [name + end, `node ${name}${end}`] as const),
  ),
  python: ['app.py', 'main.py', 'server.py'].map((name) => [name, `python ${name}`] as const),
  ruby: [
    ['config.ru', 'bundle exec rackup -p {port}'],
    ['app.rb', 'bundle exec ruby app.rb -p {port}'],
  ],
  php: [
    ['public/index.php', 'php -S 127.0.0.1:{port} -t public'],
    ['composer.json', 'php -S 127.0.0.1:{port}'],
    ['index.php', 'php -S 127.0.0.1:{port}'],
    ['voice.php', 'php -S 127.0.0.1:{port}'],
  ],
  go: [['go.mod', 'go run .']],
  java: [
    ['gradlew', './gradlew bootRun'],
    ['mvnw', './mvnw spring-boot:run'],
  ],
}

/** The command that starts the app: its own script, else what its framework or language is started by. */
export function startCommand(evidence: StartEvidence): string | undefined {
  const { language, framework, port } = evidence
  const command =
    (language === 'node' ? scriptOf(evidence) : undefined) ?? framework?.start ?? entryOf(evidence)
  return command?.replace('{port}', String(port))
}

function scriptOf({ packageJson, repository, directory }: StartEvidence): string | undefined {
  const { name, run } = repository.packageManager
  if (packageJson?.scripts.has('start') === true) return name === 'npm' ? 'npm start' : `${run} start`
  if (packageJson?.scripts.has('dev') === true) return `${run} dev`
  const main = packageJson?.main
  const isThere = main !== undefined && /\.[cm]?[jt]s$/.test(main) && existsSync(join(directory, main))
  return isThere ? `node ${quoteForShell(main)}` : undefined
}

function entryOf({ language, directory }: StartEvidence): string | undefined {
  if (language === undefined) return undefined
  const found = entryFiles[language]?.find(([file]) => existsSync(join(directory, file)))
  return found?.[1]
}
