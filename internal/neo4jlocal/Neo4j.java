import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Runs one Neo4j on the home directory named by its only argument, with the
 * settings of neo4j.conf there, until SIGTERM or the end of standard input.
 *
 * <p>The parent holds the other end of standard input, so that its death, of
 * whatever kind, ends this process too.
 */
public class Neo4j {
    public static void main(String[] args) {
        Path home = Path.of(args[0]);
        try {
            DatabaseManagementService service =
                    new DatabaseManagementServiceBuilder(home)
                            .loadPropertiesFromFile(home.resolve("neo4j.conf"))
                            .build();
            Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
            // The parent waits for this line before it asks anything.
            System.out.println("Neo4j is up.");
            while (System.in.read() >= 0) {
                // Nothing is ever said; only the end counts.
            }
        } catch (Throwable e) {
            // Neo4j's own threads would keep a half-started process alive.
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }
}
