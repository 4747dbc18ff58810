import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'

/** A folder for the pacts of a run and for what the verifier needs. */
export interface VerifierDirectory {
  readonly directory: string
  /** For the verifier's process. */
  readonly env: Readonly<Record<string, string>>
  readonly remove: () => Promise<void>
}

/**
 * Makes the folder. The verifier reads all certificates of the system once an interaction, which is most of its time:
 * where it speaks to no one but this machine (`local`), it gets a file with a single one.
 */
export async function createVerifierDirectory(local: boolean): Promise<VerifierDirectory> {
  const directory = await mkdtemp(join(tmpdir(), 'ringback-contract-'))
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true })
  if (!local) return { directory, env: {}, remove }
  const certificate = join(directory, 'one-certificate.pem')
  const none = join(directory, 'no-certificates')
  await writeFile(certificate, rootCertificates[0] ?? '')
  await mkdir(none)
  return { directory, env: { SSL_CERT_FILE: certificate, SSL_CERT_DIR: none }, remove }
}
