import type { Command } from "./resp.ts";

/**
 * Redis' own `ACL CAT read`, without what it also calls dangerous and without SCAN: what the read-only token may run. PING and
 * ECHO touch no data.
 */
const READS = listNames(`
  PING ECHO BITCOUNT BITFIELD_RO BITPOS DBSIZE EXISTS EXPIRETIME GEODIST GEOHASH GEOPOS GEORADIUSBYMEMBER_RO
  GEORADIUS_RO GEOSEARCH GET GETBIT GETRANGE HEXISTS HGET HGETALL HKEYS HLEN HMGET HRANDFIELD HSCAN HSTRLEN HVALS LCS
  LINDEX LLEN LPOS LRANGE MGET PEXPIRETIME PFCOUNT PTTL RANDOMKEY SCARD SDIFF SINTER SINTERCARD SISMEMBER SMEMBERS
  SMISMEMBER SRANDMEMBER SSCAN STRLEN SUBSTR SUNION TOUCH TTL TYPE XINFO XLEN XPENDING XRANGE XREAD XREVRANGE ZCARD
  ZCOUNT ZDIFF ZINTER ZINTERCARD ZLEXCOUNT ZMSCORE ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZRANK ZREVRANGE
  ZREVRANGEBYLEX ZREVRANGEBYSCORE ZREVRANK ZSCAN ZSCORE ZUNION`);

/** What else the service offers over REST and Redis 7.0 has. */
const OTHERS = listNames(`
  APPEND BITFIELD BITOP COPY DECR DECRBY DEL EVAL EVALSHA EVALSHA_RO EVAL_RO EXPIRE EXPIREAT FCALL FCALL_RO FLUSHALL
  FLUSHDB FUNCTION GEOADD GEORADIUS GEORADIUSBYMEMBER GEOSEARCHSTORE GETDEL GETEX GETSET HDEL HINCRBY HINCRBYFLOAT
  HMSET HSET HSETNX INCR INCRBY INCRBYFLOAT INFO KEYS LINSERT LMOVE LMPOP LPOP LPUSH LPUSHX LREM LSET LTRIM MSET MSETNX
  PERSIST PEXPIRE PEXPIREAT PFADD PFMERGE PSETEX PUBLISH PUBSUB RENAME RENAMENX RPOP RPOPLPUSH RPUSH RPUSHX SADD SCAN
  SCRIPT SDIFFSTORE SET SETBIT SETEX SETNX SETRANGE SINTERSTORE SMOVE SORT SORT_RO SPOP SREM SUNIONSTORE TIME UNLINK
  XACK XADD XAUTOCLAIM XCLAIM XDEL XGROUP XREADGROUP XSETID XTRIM ZADD ZDIFFSTORE ZINCRBY ZINTERSTORE ZMPOP ZPOPMAX
  ZPOPMIN ZRANGESTORE ZREM ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE ZUNIONSTORE`);

/** They live on a connection of one's own or block it, which a request over HTTP does not have. */
const NOT_OVER_REST = listNames(`
  AUTH CLIENT HELLO QUIT RESET SELECT MULTI EXEC DISCARD WATCH UNWATCH SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE
  PUNSUBSCRIBE SUNSUBSCRIBE MONITOR BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN WAIT WAITAOF`);

// SCRIPT DEBUG would take the shared connection from everybody.
const SCRIPT_SUBCOMMANDS = listNames("EXISTS FLUSH LOAD");

/** The name of a command in upper case, empty when there is none. */
export function nameCommand(command: Command): string {
  return command[0]?.toString().toUpperCase() ?? "";
}

/** Whether a command may change data, so that the sync token has to move. */
export function mayWrite(command: Command): boolean {
  return !READS.has(nameCommand(command));
}

/**
 * Why the service does not run this command, in its words; undefined when Redis is to judge. What is not on the lists above is
 * refused, for the local Redis is shared: a command like SHUTDOWN or ACL must not reach it.
 */
export function refuseCommand(command: Command, readOnly: boolean): string | undefined {
  const name = nameCommand(command);
  if (NOT_OVER_REST.has(name)) return refuseOverRest(name);
  if (!READS.has(name) && !OTHERS.has(name)) return describeUnavailable(name);
  if (readOnly && !READS.has(name))
    return `NOPERM this user has no permissions to run the '${name.toLowerCase()}' command or its subcommand`;
  if (blocks(name, command)) return refuseOverRest(`${name} BLOCK`);
  const subcommand = command[1]?.toString().toUpperCase();
  if (name === "SCRIPT" && subcommand !== undefined && !SCRIPT_SUBCOMMANDS.has(subcommand))
    return describeUnavailable(`SCRIPT ${subcommand}`);
  return undefined;
}

/** The service's words for a command it does not know, in place of Redis' own. */
export function describeUnavailable(name: string): string {
  return `ERR Command is not available: '${name}'. See https://upstash.com/docs/redis/overall/rediscompatibility for details`;
}

function refuseOverRest(name: string): string {
  return `ERR Command "${name}" is not allowed in REST or it has a special context path`;
}

/** XREAD and XREADGROUP wait when told to BLOCK; after STREAMS come keys, and a key may have that name. */
function blocks(name: string, command: Command): boolean {
  if (name !== "XREAD" && name !== "XREADGROUP") return false;
  const words = command.slice(name === "XREAD" ? 1 : 4).map((word) => word.toString().toUpperCase());
  const streams = words.indexOf("STREAMS");
  return words.slice(0, streams === -1 ? undefined : streams).includes("BLOCK");
}

function listNames(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/));
}
