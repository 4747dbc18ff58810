import { decodePercent } from '../url/form.ts'
import { listOf } from './causes/headers.ts'

/** The forms of a signature header that a proxy or framework may have changed; the header itself comes first. */
export function signatureForms(signature: string): readonly string[] {
  const plain = signature.trim().replace(/^(["'])(.*)\1$/, '$2')
  const forms = [signature, plain, ...listOf(signature), decodePercent(plain)]
  const repaired = forms.flatMap((form) => {
    const standard = form.replaceAll(' ', '+').replaceAll('-', '+').replaceAll('_', '/')
    return [form, standard, standard.length === 27 ? `${standard}=` : standard]
  })
  return [...new Set(repaired)]
}
