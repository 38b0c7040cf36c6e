package dev.attune.search;

import dev.attune.customer.Id;
import dev.attune.customer.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * One directory of Lucene's: a document for each customer, by canonical id.
 *
 * <pre>
 *   id       canonical id, stored: the document's key
 *   ids      every id, in lower case
 *   words    every form of every word of names, organisation and the e-mail's first part
 *   near     those of them without digits, in which slips are forgiven
 *   begins   the first one, two and three characters of each of them
 *   email    in lower case
 *   phones   digits, with and without the code of the country
 *   brand    in lower case
 *   order    name and id: the order of those who fit equally well
 * </pre>
 *
 * <p>A commit's user data holds {@code format} ({@value #FORMAT}), {@code position}, the feed's
 * number up to which everything is in it, and {@code whole}, whether every customer is.
 *
 * <p>One thread writes; any thread may {@link #find}.
 */
final class Index implements AutoCloseable {
  static final String IDS = "ids";
  static final String WORDS = "words";
  static final String NEAR = "near";
  static final String BEGINNINGS = "begins";
  static final String EMAIL = "email";
  static final String PHONES = "phones";
  static final String BRAND = "brand";

  /** So many characters of a word, at most, are a word of their own. */
  static final int BEGINNING = 3;

  private static final int FORMAT = 1;
  private static final String KEY = "id";
  private static final String ORDER = "order";
  private static final double BUFFER_MEGABYTES = 24;
  private static final Sort SORT =
      new Sort(SortField.FIELD_SCORE, new SortField(ORDER, SortField.Type.STRING));

  private final Path path;
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private long position;
  private volatile long shown;
  private int unwritten;

  private Index(Path path, Directory directory, IndexWriter writer, long position)
      throws IOException {
    this.path = path;
    this.directory = directory;
    this.writer = writer;
    this.position = position;
    shown = position;
    searchers = new SearcherManager(writer, new SearcherFactory());
  }

  /** Makes an empty one, which stands at {@code position}. */
  static Index create(Path path, long position) throws IOException {
    Directory directory = FSDirectory.open(path);
    return new Index(path, directory, writer(directory, true), position);
  }

  /**
   * Opens one, and reads all of it once, to see that it is as it was written.
   *
   * @throws IOException if it is damaged, of another format, or was never whole
   */
  static Index open(Path path) throws IOException {
    Directory directory = FSDirectory.open(path);
    Map<String, String> said = SegmentInfos.readLatestCommit(directory).getUserData();
    if (!Integer.toString(FORMAT).equals(said.get("format"))) {
      throw new IndexFormatTooNewException(
          path.toString(), number(said.get("format")), FORMAT, FORMAT);
    }
    if (!Boolean.parseBoolean(said.get("whole"))) {
      throw new IOException(path + " was never whole");
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        if (leaf.reader() instanceof CodecReader segment) {
          segment.checkIntegrity();
        }
      }
    }
    String stated = said.get("position");
    long position = stated == null ? 0 : Long.parseLong(stated);
    return new Index(path, directory, writer(directory, false), position);
  }

  private static int number(@Nullable String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }

  private static IndexWriter writer(Directory directory, boolean anew) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setOpenMode(
        anew ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.APPEND);
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setCommitOnClose(false);
    return new IndexWriter(directory, config);
  }

  Path path() {
    return path;
  }

  /** The feed's number up to which it knows everything. */
  long position() {
    return position;
  }

  /** The feed's number up to which everything is found. */
  long shown() {
    return shown;
  }

  /** How many changes are not committed yet. */
  int unwritten() {
    return unwritten;
  }

  /** Brings customers to how they stand. */
  void put(Collection<Named> customers) throws IOException {
    for (Named each : customers) {
      writer.updateDocument(new Term(KEY, Entry.key(each.id())), document(each));
    }
    unwritten += customers.size();
  }

  /** Takes away whoever is not a customer any more under one of these ids. */
  void remove(Collection<Id> ids) throws IOException {
    writer.deleteDocuments(
        ids.stream().map(id -> new Term(KEY, Entry.key(id))).toArray(Term[]::new));
    unwritten += ids.size();
  }

  /** Everything up to a number of the feed is in it now. */
  void moveTo(long number) {
    position = number;
  }

  private static Document document(Named who) {
    Entry entry = Entry.of(who);
    Document document = new Document();
    document.add(new StringField(KEY, Entry.key(who.id()), Store.YES));
    document.add(new SortedDocValuesField(ORDER, new BytesRef(Entry.order(who))));
    entry.ids().forEach(id -> document.add(new StringField(IDS, id, Store.NO)));
    Set<String> forms = entry.forms();
    for (String form : forms) {
      document.add(new StringField(WORDS, form, Store.NO));
      if (!Words.hasDigits(form)) {
        document.add(new StringField(NEAR, form, Store.NO));
      }
    }
    beginnings(forms).forEach(each -> document.add(new StringField(BEGINNINGS, each, Store.NO)));
    entry.phones().forEach(phone -> document.add(new StringField(PHONES, phone, Store.NO)));
    if (entry.email() != null) {
      document.add(new StringField(EMAIL, entry.email(), Store.NO));
    }
    String brand = who.tag().brand();
    if (brand != null) {
      document.add(new StringField(BRAND, Wanted.lower(brand), Store.NO));
    }
    return document;
  }

  private static Set<String> beginnings(Set<String> forms) {
    Set<String> beginnings = new LinkedHashSet<>();
    for (String form : forms) {
      int length = Math.min(BEGINNING, form.codePointCount(0, form.length()));
      for (int i = 1; i <= length; i++) {
        beginnings.add(form.substring(0, form.offsetByCodePoints(0, i)));
      }
    }
    return beginnings;
  }

  /** Makes everything so far be found. */
  void refresh() throws IOException {
    long reached = position;
    searchers.maybeRefreshBlocking();
    shown = reached;
  }

  /** Keeps everything so far, whatever ends the process. */
  void commit(boolean whole) throws IOException {
    writer.setLiveCommitData(
        Map.of(
                "format", Integer.toString(FORMAT),
                "position", Long.toString(position),
                "whole", Boolean.toString(whole))
            .entrySet());
    writer.commit();
    unwritten = 0;
  }

  /** The canonical ids of those who fit best, at most so many, the best first. */
  List<Id> find(Query query, int most) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      ScoreDoc[] hits =
          searcher.search(query, new TopFieldCollectorManager(SORT, most, null, most)).scoreDocs;
      StoredFields stored = searcher.storedFields();
      List<Id> ids = new ArrayList<>(hits.length);
      for (ScoreDoc hit : hits) {
        ids.add(Id.parse(stored.document(hit.doc).get(KEY)));
      }
      return ids;
    } finally {
      searchers.release(searcher);
    }
  }

  /** Closes it; what is not committed is lost. */
  @Override
  public void close() throws IOException {
    searchers.close();
    writer.rollback();
    directory.close();
  }
}
