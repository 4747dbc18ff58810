import type { Separator } from './separators.ts'

/** One option or positional argument of a command: how it is read, checked and described. */
export interface OptionRow {
  readonly type: 'string' | 'number' | 'boolean'
  readonly describe: string
  readonly default?: string | number | boolean | readonly string[]
  readonly choices?: readonly string[]
  /** What completion offers where other values are allowed too. */
  readonly suggests?: readonly string[]
  /** It may be given several times. */
  readonly repeat?: true
  /** What may stand between several values given at once; without it, a comma is a part of the value. */
  readonly separator?: Separator
  readonly required?: true
  /** A second name of one letter. */
  readonly alias?: string
  /** What the help shows in place of the value: `<url>`. */
  readonly placeholder?: string
  /** Numbers: whole ones only. */
  readonly integer?: true
  /** Numbers: the least, and the greatest allowed. */
  readonly min?: number
  readonly max?: number
  /** Numbers: words that may be given in place of one. */
  readonly words?: readonly string[]
  /** Numbers: the value has to be greater. */
  readonly above?: number
  /** Booleans: the help shows `--no-name`, and describes that. */
  readonly negated?: true
  /** Where it is not given, the variable that `variableOf` names gives it. */
  readonly fromEnvironment?: true
  /** The heading that it stands under in the help. Default: `Options`. */
  readonly group?: string
}

/** Options by their names on the command line, in kebab case. */
export type OptionRows = Readonly<Record<string, OptionRow>>

type Single<Row> = Row extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : Row extends { readonly type: 'number' }
    ? number | (Row extends { readonly words: readonly (infer Word)[] } ? Word : never)
    : Row extends { readonly type: 'boolean' }
      ? boolean
      : string

type Given<Row> = Row extends { readonly repeat: true } ? readonly Single<Row>[] : Single<Row>

type Value<Row> = Row extends { readonly default: unknown } | { readonly required: true }
  ? Given<Row>
  : Given<Row> | undefined

type CamelCase<Name> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name & string

/** What the options of a command read as: names in camel case, absent ones undefined. */
export type OptionsOf<Rows> = { readonly [Name in keyof Rows as CamelCase<Name>]: Value<Rows[Name]> }

/** `public-url` as `publicUrl`. */
export function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}
