/** `ringback/proxy`: the recording reverse proxy. */
import '@ringback/common/require-node'

export {
  defaultLimits,
  ProxyOptionsError,
  startProxy,
  type CloseOptions,
  type Limits,
  type NotRecordedReason,
  type Proxy,
  type ProxyCounts,
  type ProxyEvent,
  type ProxyOptions,
  type SignatureMode,
  type TrustForwarded,
  type UpstreamTls,
} from '@ringback/proxy'
