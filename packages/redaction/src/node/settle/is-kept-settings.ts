import { redactionClasses } from '../../finding.ts'
import type { SettleSettings } from './settings.ts'

/** How a folder is recorded, as its state folder keeps it. */
export type KeptSettings = Omit<SettleSettings, 'recordings' | 'ring' | 'store'> & {
  /** What waits in the spool is for a database. Which one is not kept: its URL holds a password. */
  readonly database?: true
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const areTexts: Check = (value) => Array.isArray(value) && value.every(isText)
const areClasses: Check = (value) =>
  isObject(value) && Object.values(value).every((each) => redactionClasses.some((name) => name === each))

const redactionChecks: Readonly<Record<string, Check>> = {
  keep: areTexts,
  classes: areClasses,
  ownNumbers: areTexts,
  accountSid: isText,
  ownUrls: areTexts,
  redactPatterns: areTexts,
  workLimit: (value) => typeof value === 'number' && value > 0,
}

const checks: Readonly<Record<string, Check>> = {
  redaction: (value) => value === 'off' || fits(value, redactionChecks),
  durability: (value) => value === 'process' || value === 'power',
  originals: (value) => typeof value === 'boolean',
  redactHook: isText,
  redactModule: isText,
  database: (value) => value === true,
}

/** Whether a value is what `keepSettleSettings` writes. */
export function isKeptSettings(value: unknown): value is KeptSettings {
  return isObject(value) && 'redaction' in value && 'durability' in value && fits(value, checks)
}

/** A member of another name would be left out of redaction without a word. */
function fits(value: unknown, members: Readonly<Record<string, Check>>): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([name, member]) => Object.hasOwn(members, name) && members[name]?.(member) === true,
    )
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
