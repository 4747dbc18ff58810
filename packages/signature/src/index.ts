import '@ringback/common/require-node'

export { bodySha256 } from './body-sha256.ts'
export { isFormType, type Content, type SignedBody } from './content.ts'
export type { ParameterPairs, ParameterRecord, SignedParameters } from './parameters.ts'
export { sign, type RequestToSign } from './sign.ts'
export { signUrlFor, type UrlAndBody } from './sign-url-for.ts'
export { verification, verify, type Refusal, type SignedRequest, type Verification } from './verify.ts'
export type { CauseCode, UrlCauseCode } from './explain/causes/cause-code.ts'
export { explain } from './explain/explain.ts'
export type {
  Candidates,
  Cause,
  Explanation,
  Fixes,
  GivenHeaders,
  Hint,
  HintCode,
  ParsedParameters,
  RequestToExplain,
  TokenCandidate,
} from './explain/model.ts'
export type { FrameworkLine } from './app-check/framework-change.ts'
export { appUrlChange, type AppUrlChange, type AppUrls } from './app-check/app-url-change.ts'
export { frameworkOf, type AppAnswer, type Framework } from './app-check/framework-of.ts'
export { urlsAnAppMayCheck, type RequestAtApp } from './app-check/urls-an-app-may-check.ts'
