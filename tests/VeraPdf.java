// Prints "file flavour rule message" for every rule of veraPDF that a file breaks.
// java -cp JARS VeraPdf.java ua1,2a file.pdf …

import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

public class VeraPdf {
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        for (int i = 1; i < args.length; i++) {
            for (String name : args[0].split(",")) {
                PDFAFlavour flavour = PDFAFlavour.fromString(name);
                try (var parser = foundry.createParser(new File(args[i]), flavour);
                        var validator = foundry.createValidator(flavour, false)) {
                    var result = validator.validate(parser);
                    System.out.println(new File(args[i]).getName() + " " + name + " " + result.isCompliant());
                    result.getTestAssertions().stream().filter(a -> a.getStatus().name().equals("FAILED"))
                        .forEach(a -> System.out.println("  " + a.getRuleId().getClause() + " " + a.getMessage()));
                }
            }
        }
    }
}
