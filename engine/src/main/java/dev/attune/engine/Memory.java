package dev.attune.engine;

import java.time.Duration;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all databases of an engine share, and the options that keep them inside it. The
 * cache holds blocks, indexes and filters; write buffers have their own bound.
 */
final class Memory implements AutoCloseable {
  private static final long MEGABYTE = 1024 * 1024;
  private static final int BLOCK = 8 * 1024;
  private static final int LONG_BLOCK = 32 * 1024;
  private static final double BLOOM_BITS = 10;
  private static final Duration REWRITTEN = Duration.ofDays(7);

  static {
    RocksDB.loadLibrary();
  }

  private final Cache cache;
  private final WriteBufferManager buffers;
  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
  private final long bufferBytes;

  Memory(EngineConfig config) {
    cache = new LRUCache(config.cacheBytes());
    bufferBytes = config.writeBufferBytes();
    buffers = new WriteBufferManager(bufferBytes, new LRUCache(bufferBytes));
  }

  DBOptions database() {
    return new DBOptions()
        .setEnv(Env.getDefault())
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setWriteBufferManager(buffers)
        .setMaxTotalWalSize(bufferBytes)
        .setMaxBackgroundJobs(2)
        .setMaxOpenFiles(1_000)
        .setBytesPerSync(MEGABYTE)
        // What opening reads from the log may not be synced: it must be safe before more is
        // written, or a
        // later power cut leaves a hole.
        .setAvoidFlushDuringRecovery(false)
        // One thread writes each database: what lets many do it costs that one.
        .setAllowConcurrentMemtableWrite(false)
        .setEnableWriteThreadAdaptiveYield(false)
        // What a torn tail held was never acknowledged, or is folded again from the journal.
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
        .setKeepLogFileNum(2)
        .setStatsDumpPeriodSec(0);
  }

  /** How a family is read. */
  enum Reading {
    /** Some keys that follow each other. */
    SOME,
    /** One key at a time, often in vain. */
    ONE,
    /** Many keys that follow each other: in long blocks, which are quicker to go through. */
    MANY,
    /** What is old seldom: it is made as small as it can be. */
    SELDOM
  }

  /** Options for one family. */
  ColumnFamilyOptions family(long bufferSize, Reading reading) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(reading == Reading.MANY ? LONG_BLOCK : BLOCK)
            .setFormatVersion(5)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFilterPolicy(bloom);
    ColumnFamilyOptions options =
        new ColumnFamilyOptions()
            .setTableFormatConfig(table)
            .setWriteBufferSize(bufferSize)
            .setMaxWriteBufferNumber(3)
            // What was removed is gone from the files within so long.
            .setPeriodicCompactionSeconds(REWRITTEN.toSeconds())
            .setCompressionType(CompressionType.LZ4_COMPRESSION);
    if (reading == Reading.SELDOM) {
      options.setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION);
    }
    if (reading == Reading.ONE) {
      options.setMemtableWholeKeyFiltering(true).setMemtablePrefixBloomSizeRatio(0.02);
    }
    return options;
  }

  @Override
  public void close() {
    buffers.close();
    cache.close();
    bloom.close();
  }
}
