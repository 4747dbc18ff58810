import { printable } from '@ringback/common'
import type { SignatureCause } from '@ringback/recording'
import type { Styles } from '../../shell/styles.ts'

/** What is wrong with a signature, and below it what to change. */
export function signatureLines({ message, publicUrl, change }: SignatureCause, styles: Styles): string {
  const { green, yellow } = styles
  const changes = [
    ...(publicUrl === undefined ? [] : [`Pass --public-url ${publicUrl}`]),
    ...(change === undefined ? [] : [change]),
  ]
  return [
    `\n${yellow(`          ${printable(message)}`)}`,
    ...changes.map((text) => `\n${green(`          Change: ${printable(text)}`)}`),
  ].join('')
}
