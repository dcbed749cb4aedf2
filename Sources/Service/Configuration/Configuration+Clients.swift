import HTTPClient
import Redis

extension Configuration {
    /// How judges are reached.
    var judgeTransport: HTTPTransport.Configuration {
        HTTPTransport.Configuration(
            maxConnectionsPerHost: judgeConcurrency, certificateAuthorities: judgeAuthorities)
    }

    /// How Redis is reached.
    var redisClient: RedisConfiguration {
        var configuration = RedisConfiguration()
        configuration.tlsCAFile = redisAuthorities
        return configuration
    }
}
