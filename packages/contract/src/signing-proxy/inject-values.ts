import { decodeForm, encodeForm, type FormStyle } from '@ringback/catalog'

/** Values by the name of the parameter that takes them. */
export type InjectedValues = ReadonlyMap<string, string>

/**
 * A form or query string with some values replaced and every other byte as it was. The new values are written in the
 * form's own style.
 */
export function injectedForm(
  form: string,
  values: InjectedValues,
  style: FormStyle = decodeForm(form).style,
): string {
  if (values.size === 0 || form === '') return form
  return form
    .split('&')
    .map((pair) => {
      const [name] = decodeForm(pair).parameters[0] ?? []
      const value = name === undefined ? undefined : values.get(name)
      return name === undefined || value === undefined ? pair : encodeForm([[name, value]], style)
    })
    .join('&')
}

/** The same for the query string of a target. */
export function injectedTarget(target: string, values: InjectedValues, style: FormStyle): string {
  const mark = target.indexOf('?')
  if (mark === -1) return target
  return `${target.slice(0, mark)}?${injectedForm(target.slice(mark + 1), values, style)}`
}
