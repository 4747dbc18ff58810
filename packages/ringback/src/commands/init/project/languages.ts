/** The names of the table. */
export type LanguageName = 'node' | 'python' | 'ruby' | 'php' | 'go' | 'java' | 'dotnet'

/** What is known of apps in a language. */
export interface Language {
  readonly name: string
  /** Files whose presence says that a project is in this language, and that name its dependencies. */
  readonly manifests: readonly string[]
  /** Of source files. */
  readonly extensions: readonly string[]
  /** Where an app listens that nothing else is known of. */
  readonly port: number
  /** How GitHub Actions get the language and the app's dependencies: steps of a job. */
  readonly setup: readonly string[]
}

/** Languages in the order in which they are tried: a Rails or Laravel app may have a package.json for its pages. */
export const languages: Readonly<Record<LanguageName, Language>> = {
  node: {
    name: 'Node.js',
    manifests: ['package.json'],
    extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.jsx', '.tsx'],
    port: 3000,
    setup: [],
  },
  python: {
    name: 'Python',
    manifests: ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.py'],
    extensions: ['.py'],
    port: 8000,
    setup: [
      "- uses: actions/setup-python@v6\n  with: { python-version: '3.x' }",
      '- run: pip install -r requirements.txt',
    ],
  },
  ruby: {
    name: 'Ruby',
    manifests: ['Gemfile'],
    extensions: ['.rb', '.ru'],
    port: 3000,
    setup: ['- uses: ruby/setup-ruby@v1\n  with: { bundler-cache: true }'],
  },
  php: {
    name: 'PHP',
    manifests: ['composer.json'],
    extensions: ['.php'],
    port: 8000,
    setup: ['- uses: shivammathur/setup-php@v2\n  with: { php-version: latest }', '- run: composer install'],
  },
  go: {
    name: 'Go',
    manifests: ['go.mod'],
    extensions: ['.go'],
    port: 8080,
    setup: ['- uses: actions/setup-go@v6\n  with: { go-version: stable }'],
  },
  java: {
    name: 'Java',
    manifests: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
    extensions: ['.java', '.kt'],
    port: 8080,
    setup: ["- uses: actions/setup-java@v5\n  with: { distribution: temurin, java-version: '21' }"],
  },
  dotnet: {
    name: 'C#',
    manifests: ['Directory.Packages.props', 'global.json'],
    extensions: ['.cs', '.csproj'],
    port: 5000,
    setup: ['- uses: actions/setup-dotnet@v5'],
  },
}
