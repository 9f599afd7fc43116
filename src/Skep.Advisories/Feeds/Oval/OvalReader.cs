using System.Xml;
using Skep.Advisories.Scoring;

namespace Skep.Advisories.Feeds.Oval;

/// <summary>Reads OVAL 5 definitions with the tests, objects and states of rpm packages.</summary>
/// <remarks>
/// Definitions stand before what they refer to, so nothing can be judged before the end of the file. Format:
/// <see href="https://oval.mitre.org/language/version5.11/"/>.
/// </remarks>
internal sealed class OvalReader(XmlReader reader, string vendor, CancellationToken cancellationToken)
{
    // Five times what SUSE's largest file holds; deeper criteria than Red Hat's 6 levels are no criteria.
    private const int MaxItems = 8_000_000;
    private const int MaxCriteriaDepth = 24;

    private readonly OvalDocument _document = new();
    private int _items;

    /// <exception cref="XmlException">Not well-formed, or beyond the limits.</exception>
    public OvalDocument Read()
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "oval_definitions")
        {
            throw new XmlException("not OVAL definitions");
        }

        foreach (string section in reader.Children())
        {
            foreach (string item in reader.Children())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Count();
                ReadItem(section, item);
            }
        }

        return _document;
    }

    // SUSE has written <state> and <test> for the sections as well.
    private void ReadItem(string section, string item)
    {
        switch (section)
        {
            case "definitions":
                ReadDefinition();
                break;
            case "tests" or "test":
                ReadTest(item);
                break;
            case "objects" or "object" when item == "rpminfo_object":
                ReadObject();
                break;
            case "states" or "state" when item == "rpminfo_state":
                ReadState();
                break;
            default:
                break;
        }
    }

    private void ReadDefinition()
    {
        var definition = new OvalDefinition(reader.Attribute("id"));
        foreach (string child in reader.Children())
        {
            if (child == "metadata")
            {
                ReadMetadata(definition);
            }
            else if (child == "criteria")
            {
                definition.Criteria = ReadCriteria(0);
            }
        }

        _document.Definitions.Add(definition);
    }

    // Azure Linux writes an advisory's fields into the metadata itself.
    private void ReadMetadata(OvalDefinition definition)
    {
        foreach (string child in reader.Children())
        {
            switch (child)
            {
                case "title":
                    definition.Title = reader.Text();
                    break;
                case "description":
                    definition.Description = reader.Text();
                    break;
                case "reference":
                    Count();
                    definition.References.Add(new OvalReference(
                        reader.Attribute("source"), reader.Attribute("ref_id"), reader.Attribute("ref_url")));
                    break;
                case "advisory":
                    foreach (string field in reader.Children())
                    {
                        ReadAdvisoryField(definition, field);
                    }

                    break;
                default:
                    ReadAdvisoryField(definition, child);
                    break;
            }
        }
    }

    private void ReadAdvisoryField(OvalDefinition definition, string field)
    {
        switch (field)
        {
            case "severity":
                definition.Severity = reader.Text();
                break;
            case "patchable":
                definition.Patchable = reader.Text();
                break;
            case "issued":
                definition.Issued = FeedJson.ParseDate(reader.Attribute("date"));
                break;
            case "updated":
                definition.Updated = FeedJson.ParseDate(reader.Attribute("date"));
                break;
            case "advisory_date":
                definition.Issued = FeedJson.ParseDate(reader.Text());
                break;
            case "cve":
                Count();
                definition.Cves.Add(ReadCve());
                break;
            case "affected_cpe_list":
                foreach (string _ in reader.Children())
                {
                    Count();
                    definition.Cpes.Add(reader.Text());
                }

                break;
            case "affected":
                ReadResolutions(definition);
                break;
            default:
                break;
        }
    }

    private OvalCve ReadCve()
    {
        string impact = reader.Attribute("impact");
        string cwe = reader.Attribute("cwe");

        // "8.1/CVSS:3.0/AV:N/…"
        string score = reader.Attribute("cvss3");
        int slash = score.IndexOf('/');
        return new OvalCve(reader.Text(), impact, slash < 0 ? null : Cvss.Parse(vendor, score[(slash + 1)..]), cwe);
    }

    private void ReadResolutions(OvalDefinition definition)
    {
        foreach (string child in reader.Children())
        {
            if (child != "resolution")
            {
                continue;
            }

            string state = reader.Attribute("state");
            foreach (string _ in reader.Children())
            {
                Count();
                definition.Resolutions.Add((state, reader.Text()));
            }
        }
    }

    private OvalNode ReadCriteria(int depth)
    {
        if (depth > MaxCriteriaDepth)
        {
            throw new XmlException("criteria are nested too deeply");
        }

        bool isAll = reader.Attribute("operator") != "OR";
        var children = new List<OvalNode>();
        foreach (string child in reader.Children())
        {
            Count();

            // What must not hold (a live patch, say) is left out: the package's version alone is judged.
            if (reader.Attribute("negate") == "true")
            {
                continue;
            }

            if (child == "criteria")
            {
                children.Add(ReadCriteria(depth + 1));
            }
            else if (child == "criterion")
            {
                string comment = reader.Attribute("comment");
                children.Add(new OvalNode(
                    false, reader.Attribute("test_ref"), OvalRules.IsCondition(comment) ? comment : string.Empty, []));
            }
        }

        return new OvalNode(isAll, string.Empty, string.Empty, children);
    }

    private void ReadTest(string kind)
    {
        string id = reader.Attribute("id");
        string target = string.Empty;
        var states = new List<string>(1);
        foreach (string child in reader.Children())
        {
            if (child == "object")
            {
                target = reader.Attribute("object_ref");
            }
            else if (child == "state")
            {
                Count();
                states.Add(reader.Attribute("state_ref"));
            }
        }

        _document.Tests[id] = kind == "rpminfo_test" ? new OvalTest(target, states) : null;
    }

    private void ReadObject()
    {
        string id = reader.Attribute("id");
        foreach (string child in reader.Children())
        {
            if (child == "name")
            {
                _document.Objects[id] = reader.Text();
            }
        }
    }

    private void ReadState()
    {
        string id = reader.Attribute("id");
        var state = new OvalState(string.Empty, string.Empty, string.Empty, string.Empty);
        foreach (string child in reader.Children())
        {
            if (child is "evr" or "version")
            {
                string operation = reader.Attribute("operation");
                state = state with { Field = child, Operation = operation, Value = reader.Text() };
            }
            else if (child == "arch")
            {
                state = state with { Architectures = reader.Text() };
            }
            else if (child == "signature_keyid")
            {
                // The rest of an AND: who signed the package, not which version it has.
                state = state with { Field = child };
            }
        }

        _document.States[id] = state;
    }

    private void Count()
    {
        if (++_items > MaxItems)
        {
            throw new XmlException("more items than any publisher's file has");
        }
    }
}
