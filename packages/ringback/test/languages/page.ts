import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../../docs/languages')

/** A page of docs/languages: how ringback is used with a framework. */
export interface LanguagePage {
  readonly name: string
  readonly text: string
  /** The arguments of every command line of ringback on it, with `<app>` for the app's URL. */
  readonly commands: readonly (readonly string[])[]
  /** The code of the fenced blocks that are not marked as untested, by language. */
  readonly snippets: readonly { readonly language: string; readonly code: string }[]
}

/** Every page, by its file's name without the ending. */
export const languagePages: ReadonlyMap<string, LanguagePage> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const name = file.replace('.md', '')
      return [name, { name, text, commands: commandsIn(text), snippets: snippetsIn(text) }]
    }),
)

/** The arguments of one command as a page has them, for an app at `url`. Throws when the page does not have it. */
export function argvOn(page: string, command: string, url: string): readonly string[] {
  const argv = languagePages.get(page)?.commands.find((words) => words.join(' ').startsWith(command))
  if (argv === undefined) throw new Error(`docs/languages/${page}.md has no ringback ${command}.`)
  return argv.map((word) => word.replace('<app>', url))
}

function commandsIn(text: string): LanguagePage['commands'] {
  return [...text.matchAll(/^npx ringback (.*)$/gm)].map(([, line = '']) =>
    line.split(' ').map((word) => word.replace(/^http:\/\/127\.0\.0\.1:\d+/, '<app>')),
  )
}

function snippetsIn(text: string): LanguagePage['snippets'] {
  return [...text.matchAll(/^```(python|php|ruby|go)\n(.*?)^```/gms)].map(([, language = '', code = '']) => ({
    language,
    code: code.replace(/^# \w+\.py\n/, ''),
  }))
}
