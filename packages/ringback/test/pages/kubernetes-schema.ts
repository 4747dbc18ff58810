import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { Secret } from 'kubernetes-models/v1/Secret'
import { Service } from 'kubernetes-models/v1/Service'

/** The classes check what they are made of by the schemas of the Kubernetes API. */
const models: Readonly<Record<string, new (manifest: never) => { validate(): void }>> = {
  Deployment,
  Secret,
  Service,
}

/** What the schemas of the Kubernetes API find wrong with a manifest. */
export function kubernetesProblems(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  const { kind } = manifest
  const Kind = models[String(kind)]
  if (Kind === undefined) return [`${String(kind)} is not looked at.`]
  try {
    // It is what is to be found out.
    new Kind(manifest as never).validate()
    return []
  } catch (error) {
    return [String(error)]
  }
}
